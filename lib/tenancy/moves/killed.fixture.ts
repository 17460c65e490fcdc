import { runMove } from "./run";

/** A process that runs a move and dies at a step of it: `node --import tsx killed.fixture.ts <move> <step>`. */
const [, , moveId = "", step] = process.argv;

await runMove(moveId, {
  at: async (point) => {
    if (point === step) process.kill(process.pid, "SIGKILL");
  },
});
