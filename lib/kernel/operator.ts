import type { z } from "zod";
import { type ControlTx, inControl } from "@/db/control";
import { type Audit, auditedInControl } from "./audit";
import type { OperatorContext } from "./context";
import { explainDatabaseError } from "./database-errors";
import { type EntryForTenant, queueTenantEntry, writeTenantEntries } from "./tenant-audit";
import { type Common, parse, type Verb, verb } from "./verbs";

type Args<Schema extends z.ZodType> = { ctx: OperatorContext; tx: ControlTx; input: z.output<Schema> };

type TenantAudit = (entry: EntryForTenant, options?: { whenMade?: boolean }) => Promise<void>;

/** A read of the platform's operators, in the control plane. Nobody else may call it: their context is no operator's. */
export function defineOperatorQuery<Schema extends z.ZodType, Out>(
  definition: Common<Schema> & { run: (args: Args<Schema>) => Promise<Out> },
): Verb<OperatorContext, z.input<Schema>, Out> {
  const info = { ...definition, ...operators, kind: "query" } as const;
  return verb(info, async (ctx: OperatorContext, raw) => {
    const input = parse(definition.input, raw);
    return inControl("read only", (tx) => definition.run({ ctx, tx, input }));
  });
}

/**
 * A change by the platform's operators, audited in the platform's log. What it does to a tenant it also says in the tenant's own
 * (`tenantAudit`), which is written after the commit, by this process or by the worker; `whenMade`, for a tenant whose place the worker
 * has yet to make. `finish` runs once the change is saved: what it
 * does must be done by a job as well, in case it is never reached.
 */
export function defineOperatorCommand<Schema extends z.ZodType, Out>(
  definition: Common<Schema> & {
    run: (args: Args<Schema> & { audit: Audit; tenantAudit: TenantAudit }) => Promise<Out>;
    finish?: (output: Out) => Promise<void>;
  },
): Verb<OperatorContext, z.input<Schema>, Out> {
  const info = { ...definition, ...operators, kind: "command" } as const;
  return verb(info, async (ctx: OperatorContext, raw) => {
    const input = parse(definition.input, raw);
    const actor = operatorActor(ctx);
    const { output, told } = await explainDatabaseError(definition.constraints, () =>
      inControl("read write", async (tx) => {
        const told: string[] = [];
        const tenantAudit: TenantAudit = async (entry, { whenMade } = {}) => {
          if (!whenMade) told.push(await queueTenantEntry(tx, entry, { ...actor, mine: true }));
          else await queueTenantEntry(tx, entry, { ...actor, runAt: new Date(Date.now() + MADE_MS) });
        };
        const output = await auditedInControl({ tx, ctx, verb: definition.name }, (audit) =>
          definition.run({ ctx, tx, input, audit, tenantAudit }),
        );
        return { output, told };
      }),
    );
    await definition.finish?.(output);
    await writeTenantEntries(told);
    return output;
  });
}

/** An operator, as both logs name them. */
export const operatorActor = ({ user, request }: OperatorContext) => ({
  reason: `Operator: ${user.name}`,
  request,
  userId: user.id,
});

/** Making a place takes a second or two; one that takes longer is asked for again. */
const MADE_MS = 5000;

const operators = { store: "control", actor: "operator", permission: "operator" } as const;
