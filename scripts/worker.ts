import { onStop, runScript } from "./lib/lifecycle";
import { handlers } from "./worker/handlers";
import { work } from "./worker/loop";
import { sweeps } from "./worker/sweeps";

/**
 * The process for what no request should wait for: moves, migrations, new places, purges. It is the only one beside the command line that
 * may change tables; any number of them may run.
 */
await runScript(async () => {
  const stop = new AbortController();
  const all = { ...handlers, ...Object.fromEntries(sweeps.map(({ name, run }) => [name, run])) };
  const ended = work(all, sweeps, stop.signal);
  onStop(async () => {
    stop.abort();
    await ended;
  });
  await ended;
  return 0;
});
