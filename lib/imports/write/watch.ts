/**
 * What a running import and its onlooker share: the writer says how far it is, the onlooker (which works outside of the
 * writer's transaction) saves that and passes on the wish to stop.
 */
export type Watch = { done: number; total: number; cancelled: boolean };

/** Thrown inside the import's transaction to undo all of it. */
export class Cancelled extends Error {
  constructor() {
    super("The import was cancelled. Nothing was written.");
    this.name = "Cancelled";
  }
}
