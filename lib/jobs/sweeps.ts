import { controlDb } from "@/db/control";
import { enqueue } from "./queue";
import type { Handler } from "./run";

/** What is to be done again and again, by one worker each time, however many there are. */
export type Sweep = { name: string; everyMinutes: number; run: Handler };

let asked = 0;
const ASK_EVERY_MS = 15_000;

/** Asks for the sweeps of this moment. Each is a job whose key is its span of time, so that it is asked for once. */
export async function askForSweeps(sweeps: Sweep[], now = Date.now()): Promise<void> {
  if (now - asked < ASK_EVERY_MS) return;
  asked = now;
  for (const { name, everyMinutes } of sweeps) {
    const span = Math.floor(now / (everyMinutes * 60_000));
    await enqueue(controlDb(), { kind: name, key: `${name} ${everyMinutes} ${span}` });
  }
}
