import type { OwnerSession } from "@/db/rows/session";
import type { Move } from "./queries";
import type { Recorder } from "./record";

/** What the steps of a running move share. */
export type Trip = {
  move: Move;
  record: Recorder;
  /** The connection to the control plane that lets nobody else run this move: while it lives, nobody does. */
  fence: OwnerSession;
  /** Called after every step that a kill could follow, with its name. */
  at: (point: string) => Promise<void>;
};
