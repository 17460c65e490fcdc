/** One look for everything that takes text, so that a row of fields lines up. */
export const fieldStyles = [
  "h-8 w-full min-w-0 rounded-md border border-edge bg-canvas px-2.5 text-base text-ink md:text-sm dark:bg-surface",
  "focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger",
  "[&[readonly]]:bg-surface disabled:cursor-not-allowed disabled:opacity-60",
].join(" ");
