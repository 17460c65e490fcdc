import { dropPlace } from "../migrate/place";
import type { IsolationLevel, Placement } from "../placement";
import { forgetPlace } from "../pools";

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
  for (const placement of made.splice(0)) {
    await forgetPlace(placement);
    await dropPlace(placement);
  }
}
