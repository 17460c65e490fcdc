/** One measured ratio, with the target that the product sets itself. */
export type Ratio = {
  name: string;
  value: number;
  target?: { atMost: number } | { atLeast: number };
  detail: string;
};

export const meets = ({ value, target }: Ratio): boolean =>
  !target || ("atMost" in target ? value <= target.atMost : value >= target.atLeast);

/** A line for people: the ratio, its target, and the two figures behind it. */
export function line(ratio: Ratio): string {
  const { target } = ratio;
  const wanted = !target
    ? ""
    : "atMost" in target
      ? `at most ${target.atMost}`
      : `at least ${target.atLeast}`;
  const mark = target ? (meets(ratio) ? "✓" : "✗") : "·";
  return `${mark} ${ratio.name.padEnd(58)} ${ratio.value.toFixed(2).padStart(7)}  ${wanted.padEnd(14)} ${ratio.detail}`;
}
