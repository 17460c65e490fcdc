import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { placementMoves, tenants, users } from "@/db/schema/control";
import { defineOperatorQuery } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { keysetPage } from "@/lib/lists/page";
import { aboutNamed } from "./columns";
import { moveListInput } from "./schema";

const columns = {
  id: placementMoves.id,
  tenantId: placementMoves.tenantId,
  tenant: tenants.name,
  slug: tenants.slug,
  from: sql<string>`${placementMoves.from}->>'isolationLevel'`,
  to: sql<string>`${placementMoves.to}->>'isolationLevel'`,
  step: placementMoves.step,
  rowsDone: placementMoves.rowsDone,
  rowsTotal: placementMoves.rowsTotal,
  cutoverMs: placementMoves.cutoverMs,
  createdAt: placementMoves.createdAt,
  finishedAt: placementMoves.finishedAt,
  error: placementMoves.error,
  /** Somebody asked it to stop. */
  isStopping: sql<boolean>`${placementMoves.cancelRequestedAt} is not null`,
  requestedBy: users.name,
};

/** The moves that run, oldest first; of one tenant alone, when it is named. */
export const runningMoves = defineOperatorQuery({
  name: "console.running_moves",
  input: z.object({ tenantId: z.uuid().optional() }),
  run: ({ tx, input: { tenantId } }) =>
    tx
      .select(columns)
      .from(placementMoves)
      .innerJoin(tenants, eq(tenants.id, placementMoves.tenantId))
      .leftJoin(users, eq(users.id, placementMoves.requestedBy))
      .where(
        and(isNull(placementMoves.finishedAt), tenantId ? eq(placementMoves.tenantId, tenantId) : undefined),
      )
      .orderBy(placementMoves.createdAt)
      .limit(50),
});

/** A page of all moves that there were. */
export const listMoves = defineOperatorQuery({
  name: "console.list_moves",
  input: moveListInput,
  run: ({ tx, input: state }) =>
    keysetPage(
      {
        tx,
        state,
        table: placementMoves,
        sorts: { created: placementMoves.createdAt },
        query: (cursor) =>
          tx
            .select({ ...columns, ...cursor })
            .from(placementMoves)
            .innerJoin(tenants, eq(tenants.id, placementMoves.tenantId))
            .leftJoin(users, eq(users.id, placementMoves.requestedBy))
            .$dynamic(),
      },
      and(
        aboutNamed(placementMoves.tenantId, state.q),
        state.filters.tenant && inArray(placementMoves.tenantId, idsOf(state.filters.tenant)),
        inState(state.filters.state),
      ),
    ),
});

function inState(states: string[] | undefined): SQL | undefined {
  if (!states) return undefined;
  const ended = and(isNotNull(placementMoves.finishedAt), inArray(sql`${placementMoves.step}`, states));
  return states.includes("running") ? or(isNull(placementMoves.finishedAt), ended) : ended;
}

/** What the last move of a tenant has compared, table by table. */
export const lastProof = defineOperatorQuery({
  name: "console.last_proof",
  input: z.object({ tenantId: z.uuid() }),
  run: async ({ tx, input: { tenantId } }) => {
    const [move] = await tx
      .select({ id: placementMoves.id, proof: placementMoves.proof, finishedAt: placementMoves.finishedAt })
      .from(placementMoves)
      .where(and(eq(placementMoves.tenantId, tenantId), isNotNull(placementMoves.proof)))
      .orderBy(desc(placementMoves.createdAt))
      .limit(1);
    return move ?? null;
  },
});
