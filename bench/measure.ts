import { performance } from "node:perf_hooks";

/** Milliseconds of each of `count` runs, one after the other, after a warm-up. */
export async function time(count: number, run: () => Promise<unknown>): Promise<number[]> {
  for (let index = 0; index < Math.min(count, 50); index += 1) await run();
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await run();
    samples.push(performance.now() - start);
  }
  return samples;
}

/**
 * Times several things in turn, `rounds` times each, so that a slow moment of the machine hits all of them.
 * Gives the median of each, in milliseconds.
 */
export async function inTurn<Name extends string>(
  rounds: number,
  count: number,
  runs: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(runs) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) samples.get(name)?.push(...(await time(count, runs[name])));
  }
  return Object.fromEntries(names.map((name) => [name, median(samples.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** Gives the things one after the other, and then the first again. @throws Error when there are none */
export function taking<Thing>(things: Thing[]): () => Thing {
  let turn = 0;
  return () => {
    const thing = things[turn % things.length];
    turn += 1;
    if (thing === undefined) throw new Error("There is nothing to measure.");
    return thing;
  };
}

export function median(samples: number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
