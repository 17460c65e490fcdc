import { z } from "zod";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { fieldsOf, type ResourceName, resourceOf, resources } from "@/lib/rbac/resources";

const names = permissions.map(({ name }) => name);

/** What is asked: may this member do this; with this record, and this field of it, where they are given. */
export const questionInput = z.object({
  permission: z.enum(names, "There is no such action."),
  recordId: z.uuid().nullable().default(null),
  field: z.string().max(100).nullable().default(null),
});

export const explainInput = questionInput.extend({ memberId: z.uuid() });

export type Question = z.output<typeof explainInput>;

const UUID = z.uuid();
export const isUuid = (text: string | undefined): text is string => UUID.safeParse(text).success;
export const isPermission = (text: string): text is Permission => names.some((name) => name === text);

/** The kind of single records that a permission is about; null for what has none, and for adding one, which is not there yet. */
export function recordsOf(permission: Permission): ResourceName | null {
  return resourceOf(permission) && !permission.endsWith(":create")
    ? (permission.slice(0, permission.indexOf(":")) as ResourceName)
    : null;
}

type Search = Record<string, string | string[] | undefined>;

/** A question as it stands in an address. What does not fit together is left out: a deal for an action on contacts. */
export type Asked = {
  memberId: string | null;
  permission: Permission | null;
  recordId: string | null;
  field: string | null;
};

/** `?member=...&action=deal:update&record=deal/...&field=valueMinor`: what of it can be read. */
export function parseQuestion(search: Search): Asked {
  const one = (key: string) => [search[key]].flat()[0];
  const [memberId, action, record] = [one("member"), one("action") ?? "", one("record") ?? ""];
  const permission = isPermission(action) ? action : null;
  const resource = permission && recordsOf(permission);
  const [kind, id] = record.split("/");
  const fields = resource ? fieldsOf(resources[resource]) : {};
  const field = one("field") ?? "";
  return {
    memberId: isUuid(memberId) ? memberId : null,
    permission,
    recordId: kind === resource && isUuid(id) ? id : null,
    field: takesField(action) && Object.hasOwn(fields, field) ? field : null,
  };
}

/** Seeing and editing can differ from field to field. */
export const takesField = (permission: string): boolean => /:(read|update)$/.test(permission);
