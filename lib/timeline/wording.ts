import { inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { companies, contacts, members, pipelineStages, products } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { companyLabels } from "@/lib/companies/names";
import { contactLabels } from "@/lib/contacts/names";
import { dealLabels } from "@/lib/deals/names";
import { formatDate } from "@/lib/format/date";
import { formatMoney } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { Context } from "@/lib/kernel";
import { productLabels } from "@/lib/products/names";
import type { ResourceName } from "@/lib/rbac/resources";
import { isRestricted, readingOf } from "@/lib/records/reading";
import { fieldsOf, labelOf, rawValue, toValues, type Values } from "./raw-changes";
import type { TimelineChange, TimelineResource } from "./schema";

type Entry = { id: string; action: string; changes: { before?: unknown; after?: unknown } | null };
type Word = {
  ctx: Context;
  tx: TenantTx;
  resource: string;
  currency: string | null;
  entries: Entry[];
  /** Also what was there at the start, and fields that have no name, for who may see all that was done: the audit. */
  everything?: boolean;
  /** Fields of which nothing but that they changed is told. */
  hidden?: ReadonlySet<string>;
};

const sharing = { sharedWith: "Shared with", mayDo: "What they may do", endDate: "Until" };

const labels: Partial<Record<string, Record<string, string>>> & Record<TimelineResource, object> = {
  company: { ...companyLabels, ...sharing },
  contact: { ...contactLabels, ...sharing },
  deal: { ...dealLabels, ...sharing, stage: "Stage", person: "Person", role: "Role" },
  product: productLabels,
};

/** The changes of audit entries as people read them: fields by their labels, ids by names, amounts as money. */
export async function wordChanges(word: Word): Promise<Map<string, TimelineChange[]>> {
  const edits = word.entries.filter(
    ({ action, changes }) => changes && (word.everything || !action.endsWith(".created")),
  );
  const values = edits.flatMap(({ changes }) => [changes?.before, changes?.after]).map(toValues);
  const names = await namesOf(word, values);
  return new Map(edits.map(({ id, changes }) => [id, wordEntry(word, names, changes ?? {})]));
}

function wordEntry(
  { ctx, resource, currency, everything, hidden }: Word,
  names: ReadonlyMap<unknown, string>,
  changes: { before?: unknown; after?: unknown },
): TimelineChange[] {
  const { before, after, fields } = fieldsOf(changes);
  return fields.flatMap((field) => {
    const label = labels[resource]?.[field] ?? (everything ? labelOf(field) : undefined);
    if (!label) return [];
    if (hidden?.has(field)) return [{ label, before: null, after: null, hidden: true as const }];
    const say = (values: Values) => {
      const money = values.currency ?? values.revenueCurrency ?? currency ?? ctx.tenant.settings.currency;
      return wordValue(ctx, field, values[field], String(money), names);
    };
    return [{ label, before: say(before), after: say(after) }];
  });
}

function wordValue(
  ctx: Context,
  field: string,
  value: unknown,
  currency: string,
  names: ReadonlyMap<unknown, string>,
): string | null {
  const { locale, zone, currency: home } = ctx.tenant.settings;
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.endsWith("Minor"))
    return formatMoney({ amountMinor: BigInt(String(value)), currency }, { locale, home });
  if (field.endsWith("Id")) return names.get(value) ?? nameless(ctx, field);
  if (field.endsWith("Date")) return formatDate(String(value), locale, zone);
  // A year is a number that is never grouped.
  if (typeof value === "number" && field !== "yearFounded") return formatNumber(value, locale);
  return rawValue(value);
}

/** Of who may read all of its kind, a record without a name is gone. */
function nameless(ctx: Context, field: string): string {
  const [, table, , resource] = references.find(([fields]) => fields.includes(field)) ?? [];
  const restricted = table && resource && isRestricted(ctx, resource, table);
  return restricted ? "a record that you cannot see" : "a record that is gone";
}

type Named = PgTable & { tenantId: PgColumn; id: PgColumn };

const references: [fields: string[], table: Named, name: SQL | PgColumn, resource?: ResourceName][] = [
  [["ownerId"], members, members.displayName],
  [["companyId", "parentCompanyId"], companies, companies.name, "company"],
  [
    ["primaryContactId"],
    contacts,
    sql`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`,
    "contact",
  ],
  [["productId"], products, products.name, "product"],
  [["stageId"], pipelineStages, pipelineStages.name],
];

/** The names behind all ids in these values, one query a kind. */
async function namesOf(
  { ctx, tx, everything }: Word,
  values: Values[],
): Promise<ReadonlyMap<unknown, string>> {
  const found = await Promise.all(
    references.map(([fields, table, name, resource]) => {
      const ids = values.flatMap((each) => fields.map((field) => each[field])).filter(isText);
      if (ids.length === 0) return [];
      return tx
        .select({ id: table.id, name: sql<string>`${name}` })
        .from(table)
        .where(
          within(
            ctx,
            table,
            inArray(table.id, [...new Set(ids)]),
            resource && !everything ? readingOf(ctx, resource, table).rows : undefined,
          ),
        );
    }),
  );
  return new Map(found.flat().map((row) => [row.id, row.name]));
}

const isText = (value: unknown): value is string => typeof value === "string";
