export type Mark = {
  /** What it is: a quarter, a stage, a person. */
  label: string;
  value: number;
  /** The exact figure in words, shown on hover and on focus and read by screen readers. */
  exact: string;
  /** The figure that stands on the mark, short. */
  short: string;
  /** The list with the records behind it. */
  href: string;
};
