/** A value of a condition, or what stands for one: `{ var: "member.id" }`. */
export type Operand = string | number | boolean | { var: Variable };

/** What a condition may ask of whoever acts, and of the request; `request.today` is a date in UTC. */
export type Variable =
  | "member.id"
  | "member.teamIds"
  | "member.roleIds"
  | "member.email"
  | "member.title"
  | "request.now"
  | "request.today"
  | "request.ip";

/** `record.<attribute>`, `record.custom.<key>`, or a variable. */
export type Attr = `record.${string}` | Variable;

export type Comparison = {
  op: "eq" | "ne" | "lt" | "lte" | "gt" | "gte";
  attr: Attr;
  value: Operand;
};

/**
 * The closed language of conditions. Its logic is SQL's: a comparison with what is not there is unknown, and only what is true is met.
 */
export type Condition =
  | Comparison
  | {
      op: "in" | "nin";
      attr: Attr;
      value: readonly (string | number)[] | { var: "member.teamIds" | "member.roleIds" };
    }
  | { op: "exists"; attr: Attr }
  | { op: "and" | "or"; of: readonly Condition[] }
  | { op: "not"; of: Condition };
