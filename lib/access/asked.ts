import { type Permission, permissions } from "@/lib/rbac/permissions";
import { fieldsOf, resources } from "@/lib/rbac/resources";
import { isPermission, isUuid, recordsOf, takesField } from "./schema";

type Read =
  | { question: { permission: Permission; recordId: string | null; field: string | null } }
  | { problem: string };

/**
 * A question as it is typed: `deal:update`, or `update` with the record `deal/<id>`, which is how the address of its page ends
 * (`deals/<id>` will do). What cannot be asked is a problem, in a sentence.
 */
export function readAsked(action: string, record?: string, field?: string): Read {
  const [kind = "", id] = record?.replace(/^\//, "").split("/") ?? [];
  const resource = Object.entries(resources).find(([name, { many }]) => name === kind || many === kind)?.[0];
  const name = action.includes(":") || !resource ? action : `${resource}:${action}`;
  if (!isPermission(name)) return { problem: unknown(action, resource) };
  const about = recordsOf(name);
  if (record === undefined)
    return field === undefined
      ? { question: { permission: name, recordId: null, field: null } }
      : { problem: "A field belongs to a record: name the record, too." };
  if (!about) return { problem: `${name} is not about single records: leave ${record} out.` };
  if (resource !== about)
    return { problem: `${name} is about ${resources[about].many}, and ${record} is none.` };
  if (!isUuid(id))
    return { problem: `${record} names no record: it reads ${about}/<id>, as in its address.` };
  const fields = fieldsOf(resources[about]);
  if (field !== undefined && !(takesField(name) && Object.hasOwn(fields, field)))
    return { problem: `${name} knows no field ${field}. Fields: ${Object.keys(fields).join(", ")}.` };
  return { question: { permission: name, recordId: id, field: field ?? null } };
}

function unknown(action: string, resource: string | undefined): string {
  const wanted = action.includes(":") ? action.slice(0, action.indexOf(":")) : resource;
  const near = permissions.filter((each) => each.resource === wanted).map((each) => each.name);
  const all = [...new Set(permissions.map((each) => each.resource))];
  return near.length > 0
    ? `There is no action ${action}. There are: ${near.join(", ")}.`
    : `There is no action ${action}. It reads resource:action; resources: ${all.join(", ")}.`;
}
