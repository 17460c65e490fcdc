import type { Principal, RequestAttributes } from "../policy";
import type { Checked } from "./check";
import { testHolds } from "./evaluate";
import type { Truth } from "./truth";

/** The truths that a condition could have for some record. */
export type Truths = ReadonlySet<Truth>;

const any: Truths = new Set([true, false, null]);

/** What a condition could come to, whatever the record is; without a request, whatever that is, too. */
export function possible(
  condition: Checked,
  about: { member: Principal; request: RequestAttributes | undefined },
): Truths {
  if (condition.kind === "not") {
    return new Set([...possible(condition.of, about)].map((truth) => (truth === null ? null : !truth)));
  }
  if (condition.kind === "test") {
    const { of } = condition.subject;
    const { against } = condition;
    const asksRequest = of === "request" || (against !== null && "of" in against && against.of === "request");
    if (of === "attribute" || of === "custom" || (asksRequest && !about.request)) return any;
    return new Set([testHolds(condition, { ...about, record: {} })]);
  }
  const settling = condition.kind === "or";
  return condition.of.map((part) => possible(part, about)).reduce((so, part) => combine(settling, so, part));
}

function combine(settling: boolean, a: Truths, b: Truths): Truths {
  const pairs = [...a].flatMap((x) => [...b].map((y) => [x, y] as const));
  return new Set(
    pairs.map(([x, y]) =>
      x === settling || y === settling ? settling : x === null || y === null ? null : x,
    ),
  );
}
