import { setTimeout as sleep } from "node:timers/promises";
import { tell } from "./told";

type Stop = () => Promise<void> | void;

const stops: Stop[] = [];
let ending: Promise<void> | undefined;

/** Remembers how to stop something that this script has started; the last one started is stopped first. */
export function onStop(stop: Stop): void {
  stops.push(stop);
}

/** Stops everything that was started, once, however many signals ask for it. */
export function stopAll(): Promise<void> {
  ending ??= (async () => {
    for (const stop of stops.reverse()) {
      try {
        await stop();
      } catch (error) {
        tell(error);
      }
    }
  })();
  return ending;
}

/** True from the moment that the script is asked to end: what fails now fails because of that. */
export function isEnding(): boolean {
  return ending !== undefined;
}

const FLUSH_MS = 5000;

/** Output into a pipe is written later: what ends before loses it. A reader that does not read is not waited for for ever. */
async function flushed(): Promise<void> {
  const written = [process.stdout, process.stderr].map(
    (stream) => new Promise((resolve) => stream.write("", resolve)),
  );
  await Promise.race([Promise.all(written), sleep(FLUSH_MS)]);
}

/**
 * Runs a script to its exit code. Whatever ends it (its own end, a failure, Ctrl-C, a closed terminal, the death of
 * the process above it), everything it started is stopped first.
 */
export async function runScript(main: () => Promise<number>): Promise<void> {
  const end = (code: number) =>
    void stopAll()
      .then(flushed)
      .then(() => process.exit(code));
  process.on("SIGINT", () => end(0));
  process.on("SIGTERM", () => end(0));
  process.on("SIGHUP", () => end(0));
  process.on("disconnect", () => end(1));
  process.channel?.unref();
  // Output into a closed pipe must not keep the rest from being stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    end(await main());
  } catch (error) {
    if (!isEnding()) tell(error);
    end(1);
  }
}
