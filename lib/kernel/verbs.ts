import type { z } from "zod";
import type { ControlTx } from "@/db/control";
import { inControl, inControlOf } from "@/db/control";
import { type TenantTx, withTenant } from "@/db/tenant";
import { isStorable, NOT_STORABLE } from "@/lib/format/storable";
import type { Permission } from "@/lib/rbac/permissions";
import { advise } from "./advice";
import { type Audit, auditedInControl } from "./audit";
import { type Context, type ContextKind, kindOf, type VisitorContext } from "./context";
import { type Constraints, explainDatabaseError } from "./database-errors";
import { Forbidden, Invalid, NotFound, Unauthenticated } from "./errors";
import { type Limit, takePoint } from "./rate-limit";
import { register, type VerbInfo } from "./registry";
import { inTurn } from "./turns";
import { whyNot } from "./why-not";

/** A query or a command: a function of a context and an unchecked input. */
export type Verb<Ctx, In, Out> = ((ctx: Ctx, input: In) => Promise<Out>) & { info: VerbInfo };

export type Common<Schema extends z.ZodType> = {
  /** `entity.verb`, unique in the product. */
  name: string;
  input: Schema;
  /** What to say when a write meets a constraint of the database, by the constraint's name. */
  constraints?: Constraints;
};

export type InTenant<Schema extends z.ZodType> = Common<Schema> & {
  permission: Permission;
  /** Where its rows are: inside the tenant, unless it says "control", for what belongs to a tenant and lives in the control plane. */
  store?: "tenant" | "control";
  /** It takes seconds of the processor or much memory, as a large file does: then it waits for its turn. */
  heavy?: boolean;
};
type Run<Ctx, Tx, Schema extends z.ZodType, Out> = (args: {
  ctx: Ctx;
  tx: Tx;
  input: z.output<Schema>;
}) => Promise<Out>;
/** Who may use a verb of the control plane. */
export type Access = "anyone" | "signed-in";

type Control<Schema extends z.ZodType> = Common<Schema> & {
  permission: Access;
  /** Where it may be used: at the apex, unless it says "workspaces", which takes in the tenants' hosts, or "any", with the console's. */
  hosts?: "apex" | "workspaces" | "any";
  /** How often. A point of each is taken before the transaction opens, so that a refusal does not give it back. */
  limits?: (args: { ctx: VisitorContext; input: z.output<Schema> }) => Limit[];
};

/**
 * A read inside a tenant. `run` gets a read-only transaction.
 * The verb throws Forbidden without the permission, Invalid for a bad input, NotFound for what is not the tenant's.
 */
export function defineQuery<Schema extends z.ZodType, Out>(
  definition: InTenant<Schema> & { run: Run<Context, TenantTx, Schema, Out> },
): Verb<Context, z.input<Schema>, Out> {
  return verb(
    { store: "tenant", ...definition, kind: "query", actor: "tenant" },
    async (ctx: Context, raw) => {
      await authorize(ctx, definition.permission);
      const input = parse(definition.input, raw);
      return enter(ctx, definition, "read only", (tx) => definition.run({ ctx, tx, input }));
    },
  );
}

/** Opens the transaction of a verb inside a tenant, in its store. */
export function enter<Out>(
  ctx: Context,
  { heavy, store, constraints }: Pick<InTenant<z.ZodType>, "heavy" | "store" | "constraints">,
  mode: "read only" | "read write",
  run: (tx: TenantTx) => Promise<Out>,
): Promise<Out> {
  const work = () =>
    explainDatabaseError(constraints, () =>
      store === "control" ? inControlOf(ctx, mode, run) : withTenant(ctx, mode, run),
    );
  return heavy ? inTurn(ctx.tenantId, work) : work();
}

/**
 * A read in the control plane. `prepare` runs before the transaction is opened: for what lies inside tenants, since nobody waits for one
 * connection and holds another.
 */
export function defineControlQuery<Schema extends z.ZodType, Out, Prepared = undefined>(
  definition: Control<Schema> & {
    prepare?: (args: { ctx: VisitorContext; input: z.output<Schema> }) => Promise<Prepared>;
    run: (args: {
      ctx: VisitorContext;
      tx: ControlTx;
      input: z.output<Schema>;
      prepared: Prepared;
    }) => Promise<Out>;
  },
): Verb<VisitorContext, z.input<Schema>, Out> {
  const info = { ...definition, kind: "query", store: "control", actor: "visitor" } as const;
  return verb(info, async (ctx: VisitorContext, raw) => {
    const input = await admit(ctx, definition, raw);
    const prepared = (await definition.prepare?.({ ctx, input })) as Prepared;
    return inControl("read only", (tx) => definition.run({ ctx, tx, input, prepared }));
  });
}

/**
 * A change in the control plane, audited in the platform's log. `prepare` runs before the transaction is opened: for what needs a
 * transaction of its own (rows inside a tenant) and does no harm when the change is then refused. `finish` runs once it is saved: what
 * it does must be done by a job as well, in case it is never reached.
 */
export function defineControlCommand<Schema extends z.ZodType, Out, Prepared = undefined>(
  definition: Control<Schema> & {
    prepare?: (args: { ctx: VisitorContext; input: z.output<Schema> }) => Promise<Prepared>;
    run: (args: {
      ctx: VisitorContext;
      tx: ControlTx;
      input: z.output<Schema>;
      audit: Audit;
      prepared: Prepared;
    }) => Promise<Out>;
    finish?: (output: Out) => Promise<void>;
  },
): Verb<VisitorContext, z.input<Schema>, Out> {
  const info = { ...definition, kind: "command", store: "control", actor: "visitor" } as const;
  return verb(info, async (ctx: VisitorContext, raw) => {
    const input = await admit(ctx, definition, raw);
    const prepared = (await definition.prepare?.({ ctx, input })) as Prepared;
    const output = await explainDatabaseError(definition.constraints, () =>
      inControl("read write", (tx) =>
        auditedInControl({ tx, ctx, verb: definition.name }, (audit) =>
          definition.run({ ctx, tx, input, audit, prepared }),
        ),
      ),
    );
    await definition.finish?.(output);
    return output;
  });
}

/**
 * Runs several queries of one page in one transaction: they see one state, and share the cost of entering the tenant.
 */
export const together = <Out>(ctx: Context, queries: () => Promise<Out>): Promise<Out> => {
  assertMade(ctx, "tenant");
  return explainDatabaseError(undefined, () => withTenant(ctx, "read only", queries));
};

/** A verb for the registry, which refuses a context that is not of its kind. */
export function verb<Ctx extends object, In, Out>(
  { name, kind, store, actor, permission, input: schema }: VerbInfo,
  call: (ctx: Ctx, input: In) => Promise<Out>,
): Verb<Ctx, In, Out> {
  const checked = async (ctx: Ctx, input: In) => {
    assertMade(ctx, actor);
    return call(ctx, input);
  };
  const defined = Object.assign(checked, { info: { name, kind, store, actor, permission, input: schema } });
  register(defined);
  return defined;
}

function assertMade(ctx: object, actor: ContextKind): void {
  const kind = kindOf(ctx);
  if (!kind) throw new Error("This context was not made from a request.");
  const fits = kind === actor || (kind === "tenant" && actor === "visitor");
  if (!fits) throw new NotFound("This page is not here.");
}

/** @throws Forbidden, in words that say who can help */
export async function authorize(ctx: Context, permission: Permission): Promise<void> {
  if (ctx.can(permission)) return;
  await advise(ctx);
  throw new Forbidden(whyNot(permission, ctx), { permission });
}

async function admit<Schema extends z.ZodType>(
  ctx: VisitorContext,
  { hosts, permission, input: schema, limits }: Control<Schema>,
  raw: unknown,
): Promise<z.output<Schema>> {
  const there = hosts === "any" || ctx.host === "apex" || (hosts === "workspaces" && ctx.host === "tenant");
  if (!there) throw new NotFound("This page is not here.");
  if (permission === "signed-in" && !ctx.user) throw new Unauthenticated();
  const input = parse(schema, raw);
  for (const limit of limits?.({ ctx, input }) ?? []) await takePoint(limit);
  return input;
}

/** A verb's input, checked. @throws Invalid with the messages of each field; of a single one, with what it says. */
export function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) {
    if (!holdsStorable(result.data)) throw new Invalid(NOT_STORABLE);
    return result.data;
  }
  const fields: Record<string, string[]> = {};
  for (const issue of result.error.issues) {
    const path = issue.path.join(".");
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  const [first, ...more] = result.error.issues;
  throw new Invalid(
    first?.path.length && more.length > 0
      ? "Some fields need another look."
      : (first?.message ?? "This input is not valid."),
    fields,
  );
}

/** Every text of an input, at any depth: one that cannot be stored would end as a failure of ours. */
function holdsStorable(value: unknown): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && holdsStorable(item));
}
