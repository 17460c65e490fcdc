import type { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";
import { type Audit, auditedInControl, auditedInTenant } from "./audit";
import type { Context } from "./context";
import { Closed, Forbidden } from "./errors";
import { changingAccess, type Effects, limitTime, noEffects } from "./freshness";
import { auditRefusal } from "./refused";
import { authorize, enter, type InTenant, parse, type Verb, verb } from "./verbs";
import { READ_ONLY } from "./why-not";

type RunArgs<Schema extends z.ZodType, Prepared> = {
  ctx: Context;
  tx: TenantTx;
  input: z.output<Schema>;
  audit: Audit;
  prepared: Prepared;
  effects: Effects;
};

type Definition<Schema extends z.ZodType, Out, Prepared> = InTenant<Schema> & {
  always?: true;
  /**
   * It changes who may do what: roles, teams, exceptions, sharing, who is in the workspace. Then the change holds from everybody's next
   * request on, on every server, and an attempt that is refused is in the audit log.
   */
  changesAccess?: true;
  prepare?: (args: { ctx: Context; input: z.output<Schema> }) => Promise<Prepared>;
  run: (args: RunArgs<Schema, Prepared>) => Promise<Out>;
};

/**
 * A change inside a tenant: one transaction with the change and its audit entries. A command that records none fails.
 * Throws as a query does, and Forbidden while the workspace is suspended, or for support that may only read, unless the command
 * is there for just that (`always`). `prepare` runs before the transaction is opened: for what lies in the other store, since nobody
 * waits for one connection and holds another; it only reads.
 */
export function defineCommand<Schema extends z.ZodType, Out, Prepared = undefined>(
  definition: Definition<Schema, Out, Prepared>,
): Verb<Context, z.input<Schema>, Out> {
  const { name, always, changesAccess, store } = definition;
  if (changesAccess && store === "control")
    throw new Error(`${name}: who may do what lies inside the tenant.`);
  const audited = store === "control" ? auditedInControl : auditedInTenant;
  const { permission } = definition;
  const perform = async (ctx: Context, input: z.output<Schema>, effects: Effects) => {
    const prepared = (await definition.prepare?.({ ctx, input })) as Prepared;
    return enter(ctx, definition, "read write", async (tx) => {
      if (changesAccess) await limitTime(tx, ctx);
      return audited({ tx, ctx, verb: name }, (audit) =>
        definition.run({ ctx, tx, input, audit, prepared, effects }),
      );
    });
  };
  const defined = verb(
    { store: "tenant", ...definition, kind: "command", actor: "tenant" },
    async (ctx: Context, raw: z.input<Schema>) => {
      if (!always) assertMayChange(ctx);
      if (!changesAccess) {
        await authorize(ctx, permission);
        return perform(ctx, parse(definition.input, raw), noEffects);
      }
      await auditRefusal(ctx, { verb: name }, () => authorize(ctx, permission));
      const input = parse(definition.input, raw);
      return auditRefusal(ctx, { verb: name, input }, () =>
        changingAccess(ctx, name, (effects) => perform(ctx, input, effects)),
      );
    },
  );
  if (changesAccess) rehearsals.set(defined, definition as unknown as Rehearsable);
  return defined;
}

/** A command that changes access, as `rehearse` takes it apart. */
export type Rehearsable = Definition<z.ZodType, unknown, unknown>;

const rehearsals = new WeakMap<object, Rehearsable>();

/** @throws Error for what is no command that changes access */
export function rehearsable(command: object): Rehearsable {
  const found = rehearsals.get(command);
  if (!found) throw new Error("Only a command that changes access can be rehearsed.");
  return found;
}

/** @throws Forbidden while the workspace is suspended, and for support that may only read */
export function assertMayChange({ support, tenant }: Context): void {
  if (support?.mode === "read") throw new Forbidden(`${READ_ONLY} Nothing was changed.`);
  const refusal = refusalOf(tenant);
  if (refusal) throw new Closed(refusal);
}
