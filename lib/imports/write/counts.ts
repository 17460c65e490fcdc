import type { Prepared } from "../prepare/prepare";

/** How many rows came to what; `related` counts the records made on the way. */
export type Counts = {
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  error: number;
  /** Only in a dry run: an import with open questions does not run. */
  undecided: number;
  related: number;
};

export function countOutcomes({ outcomes, related }: Prepared): Counts {
  const counts = {
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    error: 0,
    undecided: 0,
    related: related.length,
  };
  for (const { kind } of outcomes) counts[kind]++;
  return counts;
}
