import { Cancelled, type Handlers } from "@/lib/jobs/run";
import { Conflict } from "@/lib/kernel/errors";
import { MOVE } from "./plan";
import { PURGE, purgeSource } from "./purge";
import type { Move } from "./queries";
import { type Options, runMove } from "./run";

/** Does the jobs of moves; `options` are for who runs one where somebody looks on. */
export const handlersOf = (options: Options): Handlers => ({
  [MOVE]: async ({ key }) => {
    const move = await runMove(key, options);
    if (move.step === "cancelled") throw new Cancelled("Stopped on request.");
    if (move.step === "failed") throw new Conflict(move.error ?? "The move failed.");
    return resultOf(move);
  },
  [PURGE]: async ({ key }) => {
    await purgeSource(key);
    return undefined;
  },
});

/** For the worker. */
export const moveHandlers: Handlers = handlersOf({});

const resultOf = ({ rowsTotal, passes, cutoverMs }: Move) => ({ rows: rowsTotal, passes, cutoverMs });
