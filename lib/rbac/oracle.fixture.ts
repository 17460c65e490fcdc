import type { Permission } from "./permissions";
import type { Policy, RecordAttributes, RequestAttributes, Rule } from "./policy";
import { type Resource, resourceOf } from "./resources";

/** A second opinion, written straight from the table of precedence: slow, and sharing no code with what it judges. */
export type Question = {
  policy: Policy;
  permission: Permission;
  record: RecordAttributes;
  field?: string;
  request?: RequestAttributes;
  /** The keys of the rules whose condition is not one: whoever made it knows. */
  invalid: ReadonlySet<string>;
};

export function oracle(question: Question): boolean {
  const { policy, permission, field } = question;
  const action = permission.split(":")[1];
  // 1. A hard deny: nothing lifts it.
  for (const { applies } of policy.gates) {
    if (applies === "all") return false;
    if (applies === "writes" && action !== "read") return false;
    if (applies !== "writes" && applies.includes(permission)) return false;
  }
  const applying = policy.rules.filter((rule) => rule.permission === permission && applies(rule, question));
  const asWhole = applying.filter((rule) => !(rule.effect === "deny" && rule.fields !== null));
  if (!decided(asWhole)) return false;
  if (field === undefined) return true;
  const resource: Resource | null = resourceOf(permission);
  if (action === "read" && resource?.attributes[field]?.isName) return true;
  return decided(applying.filter((rule) => rule.fields === null || rule.fields.includes(field)));
}

/** Of rules that apply. */
function decided(applying: readonly Rule[]): boolean {
  // 2. Overrides: the highest priority decides; on a tie, deny.
  const overrides = applying.filter((rule) => rule.priority !== null);
  if (overrides.length > 0) {
    const highest = Math.max(...overrides.map((rule) => Number(rule.priority)));
    return overrides.every((rule) => rule.priority !== highest || rule.effect === "allow");
  }
  // 3. Any deny: deny.
  if (applying.some((rule) => rule.effect === "deny")) return false;
  // 4. Any allow: allow. 5. Deny.
  return applying.some((rule) => rule.effect === "allow");
}

function applies(rule: Rule, { policy, record, request, invalid }: Question): boolean {
  const resource: Resource | null = resourceOf(rule.permission);
  if (rule.recordId !== null && rule.recordId !== record.id) return false;
  if (rule.scope !== "all" || rule.team !== null) {
    if (!resource?.owner) {
      if (rule.effect === "allow") return false;
    } else {
      const owner = record[resource.owner];
      if (owner === null || owner === undefined) return false;
      if (rule.scope === "own" && owner !== policy.member.id) return false;
      if (rule.scope === "team" && !policy.teammates.includes(String(owner))) return false;
      if (rule.team !== null && !rule.team.memberIds.includes(String(owner))) return false;
    }
  }
  if (rule.condition === null) return true;
  if (invalid.has(rule.key)) return rule.effect === "deny";
  return truthOf(rule.condition as Loose, { policy, record, request, resource }) === "true";
}

type Loose = { op: string; attr?: string; value?: unknown; of?: unknown };
type Seen = Pick<Question, "policy" | "record" | "request"> & { resource: Resource | null };
type Truth = "true" | "false" | "unknown";

const not: Record<Truth, Truth> = { true: "false", false: "true", unknown: "unknown" };

function truthOf({ op, attr = "", value, of }: Loose, seen: Seen): Truth {
  if (op === "not") return not[truthOf(of as Loose, seen)];
  if (op === "and" || op === "or") {
    const truths = (of as Loose[]).map((part) => truthOf(part, seen));
    if (op === "and")
      return truths.includes("false") ? "false" : truths.includes("unknown") ? "unknown" : "true";
    return truths.includes("true") ? "true" : truths.includes("unknown") ? "unknown" : "false";
  }
  const left = lookUp(attr, seen);
  const isThere = left !== null && left !== undefined;
  if (op === "exists") return isThere && !(Array.isArray(left) && left.length === 0) ? "true" : "false";
  if (op === "nin" || op === "ne") return not[truthOf({ op: op === "ne" ? "eq" : "in", attr, value }, seen)];
  const right =
    typeof value === "object" && value !== null && "var" in value ? lookUp(String(value.var), seen) : value;
  if (!isThere || right === null || right === undefined) return "unknown";
  const rights = Array.isArray(right) ? right : [right];
  if (Array.isArray(left) && !attr.startsWith("record.custom.")) {
    return left.some((item) => rights.some((one) => item === one)) ? "true" : "false";
  }
  const isId = attr === "member.id" || seen.resource?.attributes[attr.replace("record.", "")]?.type === "id";
  const orders = rights.map((one) => (isId ? order(lower(left), lower(one)) : order(left, one)));
  if (op === "in") {
    if (orders.includes(0)) return "true";
    // Nothing is in an empty list, and what is no date is compared with none.
    return orders.includes(null) ? "unknown" : "false";
  }
  const [by] = orders;
  if (by === null || by === undefined) return "unknown";
  const holds = { eq: by === 0, lt: by < 0, lte: by <= 0, gt: by > 0, gte: by >= 0 }[op];
  return holds ? "true" : "false";
}

function lookUp(attr: string, { policy, record, request }: Seen): unknown {
  const [root, name = "", ...rest] = attr.split(".");
  if (root === "member") return (policy.member as unknown as Record<string, unknown>)[name];
  if (root === "request" && !request) return null;
  if (attr === "request.today") return request?.now.toISOString().slice(0, 10);
  if (root === "request") return (request as unknown as Record<string, unknown>)[name];
  if (name !== "custom") return record[name];
  const entries = Object.entries((record.customFields ?? {}) as object);
  return entries.find(([key]) => key === rest.join("."))?.[1];
}

/** How two values stand to each other; null when they cannot be compared. */
function order(left: unknown, right: unknown): number | null {
  if (left instanceof Date) return Math.sign(left.getTime() - new Date(right as string | Date).getTime());
  const isNumber = (value: unknown) => typeof value === "number" || typeof value === "bigint";
  if (isNumber(left) && isNumber(right)) {
    return (left as number) < (right as number) ? -1 : (left as number) > (right as number) ? 1 : 0;
  }
  if (typeof left !== typeof right) return null;
  if (typeof left === "boolean") return Number(left) - Number(right);
  if (typeof left !== "string") return null;
  return Buffer.compare(Buffer.from(left), Buffer.from(String(right)));
}

/** PostgreSQL reads an id in any case. */
const lower = (id: unknown): string => String(id).toLowerCase();
