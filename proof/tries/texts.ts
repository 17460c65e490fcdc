import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { stringify } from "csv-stringify/sync";
import { desc, sql } from "drizzle-orm";
import { signedIn } from "@/db/factories";
import { deals } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createActivity } from "@/lib/activities/commands";
import { getActivity } from "@/lib/activities/queries";
import { createCompany } from "@/lib/companies/commands";
import { getCompany } from "@/lib/companies/queries";
import { createContact } from "@/lib/contacts/commands";
import { getContact } from "@/lib/contacts/queries";
import { createDeal } from "@/lib/deals/commands";
import { getDeal } from "@/lib/deals/queries";
import { isStorable } from "@/lib/format/storable";
import { importFile } from "@/lib/imports/import-file";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { createProduct } from "@/lib/products/commands";
import { getProduct } from "@/lib/products/queries";
import { ask, json } from "../answers";
import { insideOf, standingOf } from "../connections";
import { type Leaf, withTextAt } from "../inputs";
import type { Section } from "../record";
import { undone } from "../undone";
import type { World } from "../worlds";
import type { Tried } from "./coverage";
import { type Foreign, revealsNothing } from "./verbs";

/** Gives each place of a verb's input each text. A place for an id or a choice takes none: one text is enough to see it refused. */
export async function tryFields(
  section: Section,
  { verb, cases, leaves }: Tried,
  ctx: object,
  asks: World,
  other: Foreign,
  texts: string[],
): Promise<void> {
  const [base] = cases;
  const { name, actor, store } = verb.info;
  const isInside = actor === "tenant" && store === "tenant";
  for (const leaf of leaves) {
    for (const text of takesText(leaf) ? texts : texts.slice(0, 1)) {
      await section.holds(name, `${leaf.path}: ${text}, at ${asks.level}`, async () => {
        const given = withTextAt(base?.(asks.names, asks.names), leaf, text);
        const call = () => ask(verb, ctx, given);
        const { answer, standing } = isInside
          ? await undone(asks.ctx, async (tx) => ({
              answer: await call(),
              standing: await standingOf(tx, asks.ctx),
            }))
          : { answer: await call(), standing: null };
        notEqual(answer.outcome, "failed", `${name} failed on ${json(given)}: ${answer.raw}`);
        if (standing) deepEqual(standing, insideOf(asks.ctx));
        if (actor !== "operator") revealsNothing(answer, other);
      });
    }
  }
}

const takesText = ({ kind, path }: Leaf): boolean =>
  kind === "text" || path.startsWith("filters.") || path === "cursor.value";

/** Writes each text into each parameter of a list's address. */
export async function tryAddresses(
  section: Section,
  all: Tried[],
  asks: World,
  other: Foreign,
  texts: string[],
): Promise<void> {
  for (const { verb, leaves, cases } of all) {
    const sorts = (leaves.find(({ path }) => path === "sort.key")?.choices ?? []).map(String);
    const [first] = sorts;
    if (first === undefined) continue;
    const filters = leaves.flatMap(({ path }) => path.match(/^filters\.(\w+)/)?.[1] ?? []);
    const [base] = cases;
    for (const key of ["q", "sort", "cols", "after", "before", ...filters.map((filter) => `f.${filter}`)]) {
      for (const text of texts) {
        await section.holds(verb.info.name, `?${key}=${text}, at ${asks.level}`, async () => {
          const state = parseListState({ [key]: text }, { sorts, defaultSort: first, filters });
          const given = { ...(base?.(asks.names, asks.names) as object), ...state };
          const answer = await ask(verb, asks.ctx, given);
          equal(
            answer.outcome,
            "answered",
            `${verb.info.name} did not answer ?${key}=${text}: ${answer.raw}`,
          );
          revealsNothing(answer, other);
        });
      }
    }
  }
}

/** What is written with a text, how it is read again, and what becomes of the text that the field takes. */
type Kept = {
  what: string;
  create: (ctx: Context, text: string, own: World["names"]) => Promise<{ id: string }>;
  read: (ctx: Context, input: { id: string }) => Promise<unknown>;
  fits?: (text: string) => string;
};

const same = (text: string): string => text;

const kept: Kept[] = [
  { what: "a company's name", create: (ctx, name) => createCompany(ctx, { name }), read: getCompany },
  {
    what: "a contact's name",
    create: (ctx, firstName) => createContact(ctx, { firstName }),
    read: getContact,
  },
  {
    what: "a contact's tag",
    create: (ctx, tag) => createContact(ctx, { firstName: "Amara", tags: [tag] }),
    read: getContact,
    fits: (text) => text.replaceAll(",", "").slice(0, 50),
  },
  {
    what: "a deal's title and description",
    create: (ctx, text, { stage }) =>
      createDeal(ctx, { title: text, description: text, currency: "USD", stageId: stage }),
    read: getDeal,
  },
  {
    what: "a product's name and category",
    create: (ctx, text) => createProduct(ctx, { name: text, category: text, currency: "USD" }),
    read: getProduct,
  },
  {
    what: "an activity's subject and body",
    create: (ctx, text, { deal }) =>
      createActivity(ctx, { type: "note", subject: text, body: text, dealId: deal }),
    read: getActivity,
  },
];

/** Each text that is stored comes back letter by letter. */
export async function tryKept(
  section: Section,
  { ctx, names, level }: World,
  texts: string[],
): Promise<void> {
  for (const { what, create, read, fits = same } of kept) {
    for (const text of texts.filter(isStorable).map(fits)) {
      await section.holds(`reading back ${what}`, `${text}, at ${level}`, () =>
        undone(ctx, async () => {
          const { id } = await create(ctx, text, names);
          const shown = JSON.stringify(text.trim());
          ok(json(await read(ctx, { id })).includes(shown), `It came back otherwise than ${shown}.`);
        }),
      );
    }
  }
}

/** Imports a file whose name, headers and cells are the texts, into a tenant in which nothing else is imported. */
export async function tryImport(section: Section, level: World["level"], texts: string[]): Promise<void> {
  const { ctx } = await signedIn("owner", { isolationLevel: level });
  const cells = texts.filter(isStorable);
  const rows = [["title", "company", ...cells], ...cells.map((text) => [text, text, ...cells])];
  const file = {
    entity: "deal" as const,
    fileName: `${cells[0]}.csv`,
    bytes: new TextEncoder().encode(stringify(rows)),
  };
  await section.holds("import", `a file whose headers and cells are the texts, at ${level}`, async () => {
    const result = await importFile(ctx, file, { key: null, currency: "USD", create: ["company"] });
    equal(result.state, "done", json(result));
    const titles = await withTenant(ctx, "read only", (tx) =>
      tx
        .select({ title: deals.title })
        .from(deals)
        .where(within(ctx, deals, sql`true`))
        .orderBy(desc(deals.id))
        .limit(cells.length),
    );
    deepEqual(titles.map(({ title }) => title).sort(), cells.map((text) => text.trim()).sort());
  });
}
