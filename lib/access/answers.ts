import type { TenantTx } from "@/db/tenant";
import type { Context } from "@/lib/kernel";
import { askedOf } from "@/lib/kernel/context";
import type { Access } from "@/lib/rbac/access";
import { type Explanation, explain } from "@/lib/rbac/explain";
import type { Permission } from "@/lib/rbac/permissions";
import { fieldsOf, resourceOf } from "@/lib/rbac/resources";
import type { Answer } from "./answer";
import { namesIn } from "./names";
import { type FoundRecord, nameOfRecord } from "./records";
import { recordsOf } from "./schema";
import { stepsOf } from "./steps";
import { actionInWords, causeInWords } from "./words";

type Asked = {
  /** Whom it is about, and what they may do. */
  person: { id: string | null; name: string };
  access: Access;
  permission: Permission;
  record: FoundRecord | null;
  field: string | null;
};

/** Explains a decision in words. What a condition saw is told as far as whoever asks may see the record's fields. */
export async function answerTo(tx: TenantTx, ctx: Context, asked: Asked): Promise<Omit<Answer, "help">> {
  const { person, access, permission, record, field } = asked;
  const request = askedOf(ctx);
  const explanation = explain(access, permission, record, { field: field ?? undefined, request });
  const conditions = explanation.chain.flatMap((link) =>
    link.kind === "rule" ? [link.rule.condition, ...link.saw.map(({ saw }) => saw)] : [],
  );
  const about = recordsOf(permission);
  const sees = (key: string) => record === null || ctx.can(`${about}:read` as Permission, record, key);
  const ownerKey = resourceOf(permission)?.owner ?? null;
  const ownerId = ownerKey && sees(ownerKey) ? record?.[ownerKey] : null;
  const names = await namesIn(tx, ctx, [...conditions, ownerId]);
  const { locale, zone, currency } = ctx.tenant.settings;
  const isOneself = person.id !== null && person.id === ctx.member?.id;
  const named = about && record ? { id: record.id, name: nameOfRecord(about, record) } : null;
  return {
    person,
    record: named,
    allowed: explanation.allowed,
    verdict: verdictOf(explanation, isOneself ? "You" : person.name, named?.name ?? null),
    because: becauseOf(explanation),
    step: explanation.step,
    steps: stepsOf({
      explanation,
      memberId: person.id,
      record,
      wording: {
        locale,
        zone,
        currency: String(record?.currency ?? record?.revenueCurrency ?? currency),
        nameOf: (id) => names.get(id.toLowerCase()) ?? "a record that is hidden or gone",
        person: isOneself ? "you" : "they",
      },
      owner: names.get(String(ownerId)) ?? null,
      sees,
    }),
  };
}

function verdictOf({ allowed, permission, field }: Explanation, who: string, record: string | null): string {
  const resource = resourceOf(permission);
  const what = actionInWords(permission, record);
  const label = field && resource ? fieldsOf(resource)[field] : null;
  const may = allowed ? "may" : "may not";
  if (label) return `${who} ${may} ${what.replace(" ", ` ${label} of `)}.`;
  const some =
    allowed && resource && !record && !permission.endsWith(":create") ? ": all of them, or some" : "";
  return `${who} ${may} ${what}${some}.`;
}

function becauseOf(explanation: Explanation): string {
  const { level, field, permission } = explanation;
  const cause = causeInWords(explanation, { reasons: false });
  const resource = resourceOf(permission);
  const label = field && resource ? fieldsOf(resource)[field] : null;
  const from = explanation.step === 1 ? cause : `${cause}${explanation.step === 5 ? "" : " decides"}.`;
  if (level === "name") return `${label} names the ${resource?.one}: who sees it, sees its name. ${from}`;
  if (level === "field") return `The ${resource?.one} as a whole is open; about ${label}: ${from}`;
  return from;
}
