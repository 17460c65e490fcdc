import { formatDate, formatMoment } from "../../format/date";
import { toDecimal } from "../../format/money";
import type { Resource } from "../resources";
import { type Checked, check, type Test } from "./check";
import type { Variable } from "./schema";
import type { Operator, Subject, SubjectType } from "./subjects";

/** How sentences about rules are written. */
export type Wording = {
  locale?: string;
  zone?: string;
  /** Of amounts in minor units, which say no currency themselves. */
  currency?: string;
  /** What an id stands for, such as a stage's name; without one the id is shown. */
  nameOf?: (id: string) => string | null | undefined;
  /** Whether the reader is the person that the rule is for. */
  person?: "you" | "they";
};

/** "value is at most 10,000 and stage is one of Proposal or Won". */
export function conditionInWords(
  condition: unknown,
  resource: Resource | null,
  wording: Wording = {},
): string {
  const checked = check(condition, resource);
  return "condition" in checked
    ? said(checked.condition, wording, false)
    : "something holds that this version does not know, so that it is never met for an allow, and always for a deny";
}

function said(condition: Checked, wording: Wording, isPart: boolean): string {
  if (condition.kind === "test") return testInWords(condition, wording);
  if (condition.kind === "not") return negated(condition.of, wording);
  const [only, ...others] = condition.of;
  if (only && others.length === 0) return said(only, wording, isPart);
  const joined = listed(
    condition.of.map((part) => said(part, wording, true)),
    condition.kind,
  );
  return isPart ? `(${joined})` : joined;
}

function negated(condition: Checked, wording: Wording): string {
  if (condition.kind === "test" && condition.op === "exists") {
    const verb = isPlural(condition.subject) ? "are" : "is";
    return `${subjectInWords(condition.subject, wording)} ${verb} empty`;
  }
  return `it is not so that ${said(condition, wording, true)}`;
}

const listed = (words: readonly string[], by: "and" | "or"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${by} ${words.at(-1)}`;

/** "value is at most 10,000". */
export function testInWords({ op, subject, operand }: Test, wording: Wording): string {
  const verb = verbs[op](kindOf(subject.type));
  const words = [subjectInWords(subject, wording), isPlural(subject) ? verb.replace(/^is\b/, "are") : verb];
  if (op === "exists") return words.join(" ");
  const items = Array.isArray(operand) ? operand.map((item) => valueInWords(subject, item, wording)) : null;
  if (items) return [...words, listed(items, "or")].join(" ");
  if (typeof operand === "object" && operand !== null && "var" in operand)
    return [...words, variablesInWords[wording.person ?? "you"][operand.var]].join(" ");
  return [...words, valueInWords(subject, operand, wording)].join(" ");
}

type Kind = "list" | "time" | "other";

const kindOf = (type: SubjectType): Kind => {
  if (type === "texts" || type === "ids") return "list";
  return type === "date" || type === "moment" ? "time" : "other";
};

const verbs: Record<Operator, (kind: Kind) => string> = {
  eq: (kind) => (kind === "list" ? "include" : "is"),
  ne: (kind) => (kind === "list" ? "do not include" : "is not"),
  lt: (kind) => (kind === "time" ? "is before" : "is less than"),
  lte: (kind) => (kind === "time" ? "is not after" : "is at most"),
  gt: (kind) => (kind === "time" ? "is after" : "is more than"),
  gte: (kind) => (kind === "time" ? "is not before" : "is at least"),
  in: (kind) => (kind === "list" ? "include any of" : "is one of"),
  nin: (kind) => (kind === "list" ? "include none of" : "is none of"),
  exists: () => "is filled in",
};

/** Tags, teams, roles, and what is counted: "employees are at least 50". */
const isPlural = ({ type, key }: Subject): boolean =>
  type === "texts" || type === "ids" || key === "employeeCount";

function subjectInWords({ of, key, label, attr }: Subject, wording: Wording): string {
  if (of === "custom") return `the custom field ${key}`;
  if (of === "attribute") return lowered(label);
  return variablesInWords[wording.person ?? "you"][attr as Variable];
}

const variablesInWords: Record<"you" | "they", Record<Variable, string>> = {
  you: {
    "member.id": "you",
    "member.teamIds": "your teams",
    "member.roleIds": "your roles",
    "member.email": "your e-mail address",
    "member.title": "your job title",
    "request.now": "now",
    "request.today": "today",
    "request.ip": "the network address",
  },
  they: {
    "member.id": "the person",
    "member.teamIds": "the person's teams",
    "member.roleIds": "the person's roles",
    "member.email": "the person's e-mail address",
    "member.title": "the person's job title",
    "request.now": "now",
    "request.today": "today",
    "request.ip": "the network address",
  },
};

/** A value as a person reads it: of a condition, or what the condition saw. */
export function valueInWords({ type, key }: Subject, value: unknown, wording: Wording): string {
  const { locale = "en", zone = "UTC", currency = "USD", nameOf } = wording;
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value))
    return value.length > 0
      ? listed(
          value.map((item) => valueInWords({ type, key } as Subject, item, wording)),
          "and",
        )
      : "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" || typeof value === "bigint")
    return key.endsWith("Minor")
      ? amount(value, currency, locale)
      : new Intl.NumberFormat(locale).format(value);
  if (value instanceof Date) return formatMoment(value, locale, zone);
  if (typeof value !== "string") return JSON.stringify(value);
  if (type === "id" || type === "ids") return nameOf?.(value) ?? value;
  if (type === "date") return formatDate(value, locale, zone);
  return type === "moment" ? formatMoment(value, locale, zone) : `“${value}”`;
}

/** Without the minor units when there are none: "10,000", "99.50". */
function amount(minor: number | bigint, currency: string, locale: string): string {
  const isWhole = typeof minor === "bigint" || Number.isInteger(minor);
  const text = toDecimal({ amountMinor: BigInt(isWhole ? minor : Math.round(Number(minor))), currency });
  const [whole = text, fraction = ""] = text.split(".");
  const digits = /[1-9]/.test(fraction) ? fraction.length : 0;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format((digits > 0 ? text : whole) as Intl.StringNumericLiteral);
}

/** Within a sentence; what is an abbreviation stays as it is. */
export const lowered = (label: string): string =>
  /^.[a-z -]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
