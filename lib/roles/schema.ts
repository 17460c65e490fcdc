import { z } from "zod";
import { parseCondition } from "@/lib/rbac/conditions/parse";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { fieldsOf, resourceOf } from "@/lib/rbac/resources";
import { optionalId, optionalText, requiredText, version } from "@/lib/records/fields";
import { recordsOf } from "./matrix";

/** So many roles may stand above each other, the uppermost counted. */
export const MOST_LEVELS = 50;
/** So many rules may one role have of its own. */
const MOST_RULES = 500;

const names = permissions.map((permission) => permission.name) as [Permission, ...Permission[]];

/** A rule of a custom role. What its condition may ask is said by the resource that the permission is about. */
const rule = z
  .object({
    permission: z.enum(names, "There is no such permission."),
    effect: z.enum(["allow", "deny"]).default("allow"),
    scope: z.enum(["own", "team", "all"]).default("all"),
    condition: z.unknown().transform((value) => value ?? null),
    fields: z.array(z.string().max(60)).min(1).max(100).nullable().default(null),
  })
  .superRefine(({ permission, scope, condition, fields }, check) => {
    const resource = resourceOf(permission);
    const refuse = (message: string, path: string) =>
      check.addIssue({ code: "custom", message, path: [path] });
    if (scope !== "all" && !resource?.owner)
      refuse(
        `${permission} is about nothing that somebody owns: allow it as a whole, or not at all.`,
        "scope",
      );
    if (fields && !resource)
      refuse(`${permission} is about no single records, and so about no fields.`, "fields");
    for (const field of resource ? (fields ?? []) : []) {
      const label = resource && fieldsOf(resource)[field];
      if (!label) refuse(`There is no field ${field} of ${resource?.many}.`, "fields");
      else if (resource.attributes[field]?.isName && permission.endsWith(":read"))
        refuse(`${label} names the ${resource.one}: who sees it sees this field.`, "fields");
    }
    if (condition === null) return;
    const read = parseCondition(condition, recordsOf(permission));
    for (const { path, message } of read.error?.issues ?? [])
      check.addIssue({ code: "custom", message, path: ["condition", ...path] });
  });

export const roleFields = z.object({
  name: requiredText("A name", 60),
  description: optionalText(300),
  parentRoleId: optionalId(),
  rules: z.array(rule).max(MOST_RULES, `A role has at most ${MOST_RULES} rules of its own.`),
});

export const roleUpdate = roleFields.extend({ id: z.uuid(), version: version() });

export type RoleInput = z.input<typeof roleFields>;
