import { formatNumber } from "@/lib/format/number";
import type { Comparable } from "./attributes";
import type { DraftValue } from "./draft";

export type ValueProps = {
  comparable: Comparable;
  /** For screen readers. */
  label: string;
  value: DraftValue;
  /** `problem` says why what is typed cannot be read. */
  onValueChange: (value: DraftValue, problem?: string | null) => void;
};

export const NO_NUMBER = "Write a number such as 25.";

/** A number with as many decimals as it has, as the person would type it. */
export const writtenNumber = (value: number, locale: string): string =>
  formatNumber(value, locale, String(value).split(".")[1]?.length ?? 0);
