import type { AttributeType, Resource } from "../resources";
import type { Attr, Comparison, Variable } from "./schema";

/** As an attribute's type; `ids` is a list of ids, and `json` a custom field, which holds whatever was put into it. */
export type SubjectType = AttributeType | "ids" | "json";

/** What a comparison asks, found by its name. */
export type Subject = {
  attr: Attr;
  /** Of the record: its attribute, or the key of a custom field. */
  of: "attribute" | "custom" | "member" | "request";
  key: string;
  type: SubjectType;
  label: string;
};

export type Operator = Comparison["op"] | "in" | "nin" | "exists";

const variables: Record<Variable, { type: SubjectType; label: string }> = {
  "member.id": { type: "id", label: "The person" },
  "member.teamIds": { type: "ids", label: "The person's teams" },
  "member.roleIds": { type: "ids", label: "The person's roles" },
  "member.email": { type: "text", label: "The person's e-mail address" },
  "member.title": { type: "text", label: "The person's job title" },
  "request.now": { type: "moment", label: "The time" },
  "request.today": { type: "date", label: "Today's date (UTC)" },
  "request.ip": { type: "text", label: "The network address" },
};

export const isVariable = (name: unknown): name is Variable =>
  typeof name === "string" && Object.hasOwn(variables, name);

export const variableNames = Object.keys(variables) as Variable[];

const all = ["eq", "ne", "lt", "lte", "gt", "gte", "in", "nin", "exists"] as const;
const sameness = ["eq", "ne", "in", "nin", "exists"] as const;

/** What can be asked of a type. Of a list, `eq` asks whether it holds the value, and `in` whether it holds any of them. */
export const operatorsOf: Record<SubjectType, readonly Operator[]> = {
  text: all,
  number: all,
  date: all,
  moment: all,
  json: all,
  boolean: ["eq", "ne", "exists"],
  id: sameness,
  ids: sameness,
  texts: sameness,
};

const CUSTOM = "record.custom.";
const RECORD = "record.";

/** What an attribute's name stands for; null for what there is not. `resource` is null for what has no records. */
export function subjectOf(name: string, resource: Resource | null): Subject | null {
  if (isVariable(name)) {
    const [of, key] = name.split(".") as ["member" | "request", string];
    return { attr: name, of, key, ...variables[name] };
  }
  if (!resource || !name.startsWith(RECORD)) return null;
  const attr = name as Attr;
  if (name.startsWith(CUSTOM)) {
    const key = name.slice(CUSTOM.length);
    return resource.hasCustomFields && key ? { attr, of: "custom", key, type: "json", label: key } : null;
  }
  const key = name.slice(RECORD.length);
  const attribute = Object.hasOwn(resource.attributes, key) ? resource.attributes[key] : undefined;
  return attribute ? { attr, of: "attribute", key, type: attribute.type, label: attribute.label } : null;
}
