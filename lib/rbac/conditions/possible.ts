import type { Principal, RequestAttributes } from "../policy";
import { asks } from "./asks";
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
    const isOpen = !about.request && asks(condition, "request");
    if (of === "attribute" || of === "custom" || isOpen) return any;
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
