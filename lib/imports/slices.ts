import { setImmediate } from "node:timers/promises";

/** Maps many items, and lets the server answer others every 20 ms: a large file must not stop everybody else. */
export async function mapInSlices<T, U>(items: T[], map: (item: T) => U): Promise<U[]> {
  const mapped: U[] = [];
  let since = performance.now();
  for (const item of items) {
    mapped.push(map(item));
    if (mapped.length % 128 === 0 && performance.now() - since > 20) {
      await setImmediate();
      since = performance.now();
    }
  }
  return mapped;
}
