import { and, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { activities, companies, contacts, deals, products } from "@/db/schema/tenant";
import { storable } from "@/lib/format/storable";
import type { Context } from "@/lib/kernel";
import type { ResourceName } from "@/lib/rbac/resources";
import { readingOf } from "@/lib/records/reading";

type Searched = {
  resource: ResourceName;
  table: PgTable & { id: PgColumn };
  /** What its readers always see. */
  names: PgColumn[];
  /** What else its index holds (`search` in the table's schema). */
  others: string[];
};

/** What the words of each entity are, by its name for `app.search_ids`. */
const searched = {
  activities: { resource: "activity", table: activities, names: [activities.subject], others: ["body"] },
  companies: {
    resource: "company",
    table: companies,
    names: [companies.name],
    others: ["domain", "industry", "city", "country"],
  },
  contacts: {
    resource: "contact",
    table: contacts,
    names: [contacts.firstName, contacts.lastName],
    others: ["email", "phone", "title"],
  },
  deals: { resource: "deal", table: deals, names: [deals.title], others: [] },
  products: { resource: "product", table: products, names: [products.name], others: ["sku", "category"] },
} as const satisfies Record<string, Searched>;

export type SearchedEntity = keyof typeof searched;

/**
 * The rows whose words begin with those of `query`, by the full-text index of the current tenant. A row of which the reader may not see
 * every word is found by its name alone: a hit on another one would tell it. Which rows they may read at all is not said here.
 */
export function foundBy(ctx: Context, entity: SearchedEntity, query: string): SQL {
  const { resource, table, names, others }: Searched = searched[entity];
  const text = storable(query);
  // An array, looked up once by the primary key: a set is taken for a join, whose size the planner guesses badly.
  const found = sql`${table.id} = any(array(select app.search_ids(${entity}, ${text})))`;
  const whole = readingOf(ctx, resource, table).of(...others);
  return whole ? (and(found, or(whole, namedBy(names, text))) ?? found) : found;
}

/** As `app.search_ids` matches, over the names alone. */
function namedBy(names: PgColumn[], text: string): SQL {
  const words = sql.join(
    names.map((name) => sql`coalesce(${name}, '')`),
    sql` || ' ' || `,
  );
  return sql`to_tsvector('simple', app.fold(${words})) @@ to_tsquery('simple', (
    select string_agg(quote_literal(word) || ':*', ' & ')
      from regexp_split_to_table(app.fold(left(${text}, 200)), ' ') word where word <> ''))`;
}
