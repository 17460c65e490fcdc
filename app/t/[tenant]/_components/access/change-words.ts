import type { Change } from "@/lib/access/preview";
import { formatNumber } from "@/lib/format/number";
import { permissions } from "@/lib/rbac/permissions";
import { resourceOf } from "@/lib/rbac/resources";

const entryOf = new Map(permissions.map((entry) => [entry.name, entry]));

const verbs: Record<string, string> = {
  read: "see",
  create: "add",
  update: "edit",
  delete: "delete",
  share: "give others access to",
};

/** "see 38 deals", "see “Value” of 1 deal", "invite people, and add people on record". */
export function changeInWords({ permission, field, count }: Change, locale: string): string {
  const entry = entryOf.get(permission);
  const resource = resourceOf(permission);
  const verb = verbs[entry?.action ?? ""];
  if (!resource || !verb || count === null) return lowered(entry?.description ?? permission);
  if (count === 0) return `${verb} ${resource.many} (there are none now)`;
  const records = `${formatNumber(count, locale)} ${count === 1 ? resource.one : resource.many}`;
  return field
    ? `${verb} “${resource.attributes[field]?.label ?? field}” of ${records}`
    : `${verb} ${records}`;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
