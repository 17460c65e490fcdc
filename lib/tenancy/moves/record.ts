import { and, eq, isNull, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { placementMoves } from "@/db/schema/control";
import { Cancelled } from "@/lib/jobs/run";
import type { Move } from "./queries";

/** What whoever watches a move is told. `rowsDone` counts rows of the first copy, then rows that were copied again. */
export type MoveProgress = Pick<Move, "step" | "passes" | "rowsDone" | "rowsTotal">;

const EVERY_MS = 1000;

/** Writes down how far a move is, each second at most and at every step, and hears whether somebody asks it to stop. */
export class Recorder {
  private state: MoveProgress;
  private savedAt = 0;

  constructor(
    private readonly move: Move,
    private readonly watch: (progress: MoveProgress) => void,
  ) {
    const { step, passes, rowsDone, rowsTotal } = move;
    this.state = { step, passes, rowsDone, rowsTotal };
  }

  /** @throws Cancelled when somebody asked for the end of the move */
  async note(change: Partial<MoveProgress>): Promise<void> {
    const isNew = change.step !== undefined && change.step !== this.state.step;
    this.state = { ...this.state, ...change };
    if (!isNew && Date.now() - this.savedAt < EVERY_MS) return;
    await this.save({});
  }

  async rows(more: number): Promise<void> {
    await this.note({ rowsDone: this.state.rowsDone + more });
  }

  /** Writes it down now. */
  async save(change: Partial<typeof placementMoves.$inferInsert>): Promise<void> {
    this.savedAt = Date.now();
    if (change.rowsTotal !== undefined) this.state = { ...this.state, rowsTotal: change.rowsTotal };
    this.watch(this.state);
    const [row] = await controlDb()
      .update(placementMoves)
      .set({ ...this.state, ...change })
      .where(and(eq(placementMoves.id, this.move.id), isNull(placementMoves.finishedAt)))
      .returning({ cancelled: sql<boolean>`${placementMoves.cancelRequestedAt} is not null` });
    if (!row || row.cancelled) throw new Cancelled("Stopped on request.");
  }
}
