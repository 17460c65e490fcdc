import type { Checked } from "./check";

/** Whether a condition asks the member, or the request, on either side of any of its comparisons. */
export function asks(condition: Checked, of: "member" | "request"): boolean {
  if (condition.kind === "not") return asks(condition.of, of);
  if (condition.kind !== "test") return condition.of.some((part) => asks(part, of));
  const { subject, against } = condition;
  return subject.of === of || (against !== null && "of" in against && against.of === of);
}
