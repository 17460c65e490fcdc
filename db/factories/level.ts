import type { IsolationLevel, Placement } from "../placement";

let level: IsolationLevel = "shared";
const made: Placement[] = [];

/** At which level the factories make tenants, unless a test says otherwise. */
export function makeTenantsAt(wanted: IsolationLevel): void {
  level = wanted;
}

export const currentLevel = (): IsolationLevel => level;

/** Remembers a place that was made for a test. */
export function madeAt(placement: Placement): void {
  if (placement.isolationLevel !== "shared") made.push(placement);
}

/** Takes away all places that were made: hundreds of schemas and databases would slow down the tests that follow. */
export async function dropMade(): Promise<void> {
  if (made.length === 0) return;
  // Only now: most tests make no place, and need not load what this takes.
  const [{ dropPlace }, { forgetPlace }] = await Promise.all([
    import("../migrate/place"),
    import("../pools"),
  ]);
  for (const placement of made.splice(0)) {
    await forgetPlace(placement);
    await dropPlace(placement);
  }
}
