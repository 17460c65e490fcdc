import { type TenantTx, withTenant } from "@/db/tenant";
import type { Audit } from "./audit";
import { assertMayChange, rehearsable } from "./command";
import type { Context } from "./context";
import { explainDatabaseError } from "./database-errors";
import { limitTime, rehearsingAccess } from "./freshness";
import { authorize, parse, type Verb, verb } from "./verbs";

/** Carries the answer out of a transaction that must not be saved. */
class RolledBack<Out> extends Error {
  constructor(readonly output: Out) {
    super("A rehearsal is never saved.");
  }
}

const unheard: Audit = Object.assign(() => {}, { nothing: () => {} });

/**
 * A verb `<command>.rehearse` that does what a command would, in a transaction that is rolled back, and answers what `after` makes of the
 * state with it and of what `before` saw without it. Whoever may not do it, may not rehearse it, and is told the same.
 */
export function defineRehearsal<In, Seen, Out>(
  command: Verb<Context, In, unknown>,
  look: {
    before: (where: { ctx: Context; tx: TenantTx }) => Promise<Seen>;
    after: (where: { ctx: Context; tx: TenantTx; seen: Seen }) => Promise<Out>;
  },
): Verb<Context, In, Out> {
  const { always, permission, input: schema, constraints, prepare, run } = rehearsable(command);
  const name = `${command.info.name}.rehearse`;
  const info = { name, permission, input: schema, kind: "query", store: "tenant", actor: "tenant" } as const;
  return verb(info, async (ctx: Context, raw: In) => {
    if (!always) assertMayChange(ctx);
    await authorize(ctx, permission);
    const input = parse(schema, raw);
    const prepared = await prepare?.({ ctx, input });
    const rehearsal = withTenant(ctx, "read write", async (tx): Promise<never> => {
      await limitTime(tx, ctx);
      const seen = await look.before({ ctx, tx });
      await explainDatabaseError(constraints, () =>
        rehearsingAccess(ctx, (effects) => run({ ctx, tx, input, prepared, effects, audit: unheard })),
      );
      throw new RolledBack(await look.after({ ctx, tx, seen }));
    });
    return explainDatabaseError(undefined, () => rehearsal.catch(outputOf<Out>));
  });
}

function outputOf<Out>(error: unknown): Out {
  if (error instanceof RolledBack) return error.output as Out;
  throw error;
}
