import type { Rule } from "@/lib/rbac/policy";
import type { AnswerLink } from "./answer";
import { sourceInWords } from "./words";

const folders: Record<string, string> = { company: "companies", contact: "contacts", deal: "deals" };

/** Where a rule comes from, and the pages where that can be changed. */
export function sourceHrefs(
  { source, permission, recordId }: Rule,
  memberId: string | null,
): AnswerLink["from"] {
  const person = memberId ? `/settings/members/${memberId}` : null;
  if (source.kind === "system") return [{ words: source.name, href: null }];
  if (source.kind === "override") return [{ words: sourceInWords(source), href: person }];
  if (source.kind === "grant") {
    const folder = folders[permission.slice(0, permission.indexOf(":"))];
    return [{ words: sourceInWords(source), href: folder ? `/${folder}/${recordId}#share` : null }];
  }
  const { role, inheritedFrom, team } = source;
  const written = inheritedFrom ?? role;
  return [
    { words: `Role ${written.name}`, href: `/settings/roles/${written.id}` },
    ...(inheritedFrom ? [{ words: `as part of ${role.name}`, href: `/settings/roles/${role.id}` }] : []),
    team
      ? { words: `given to the team ${team.name}`, href: `/settings/teams/${team.id}` }
      : { words: "given to this person", href: person },
  ];
}
