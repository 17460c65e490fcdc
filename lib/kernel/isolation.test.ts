import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/columns";
import { signedIn } from "@/db/factories";
import { createActivity } from "@/lib/activities/commands";
import { createCompany } from "@/lib/companies/commands";
import { createContact } from "@/lib/contacts/commands";
import { createDeal } from "@/lib/deals/commands";
import { addDealPerson } from "@/lib/deals/people";
import { env } from "@/lib/env";
import { startImport } from "@/lib/imports/commands";
import { listStages } from "@/lib/pipelines/queries";
import { createProduct } from "@/lib/products/commands";
import type { Permission } from "@/lib/rbac/permissions";
import { permissionsOf, systemRoleSlugs } from "@/lib/rbac/roles";
import type { Context } from "./context";
import { type RegisteredVerb, registeredVerbs } from "./registry";

/**
 * Every verb of the registry, called in one tenant with the ids of another: its answer must be, byte for byte, the answer for
 * ids that do not exist, and the other tenant must be as it was. A verb without a case here fails.
 */

type Ids = Record<
  "company" | "contact" | "deal" | "product" | "activity" | "import" | "stage" | "member",
  string
>;
type Case = (foreign: Ids, own: Ids) => unknown;

const list = { q: "", sort: undefined, filters: {}, cursor: null };
const update = { version: 1 };
const none = () => ({});
const ids =
  (key: keyof Ids): Case =>
  (foreign) => ({ ids: [foreign[key]] });
const picker =
  (key: keyof Ids): Case =>
  (foreign) => ({ q: "", ids: [foreign[key]] });
const filtered =
  (filters: Partial<Record<string, keyof Ids>>): Case =>
  (foreign) => ({
    ...list,
    filters: Object.fromEntries(
      Object.entries(filters).map(([name, key]) => [name, [foreign[key as keyof Ids]]]),
    ),
  });
const importCase: Case = (foreign) => ({
  id: foreign.import,
  plan: {},
  part: 0,
  bytes: new Uint8Array([65]),
});
const deal = (foreign: Ids, own: Ids) => ({
  title: "GTX",
  currency: "USD",
  stageId: own.stage,
  companyId: foreign.company,
});

/** For each verb the inputs that name somebody else's record, in every place where one can be named. */
const cases: Record<string, Case[]> = {
  "activity.complete": [ids("activity")],
  "activity.create": (["company", "contact", "deal"] as const).map((key) => (foreign) => ({
    type: "note",
    subject: "Call",
    [`${key}Id`]: foreign[key],
  })),
  "activity.delete": [ids("activity")],
  "activity.get": [(foreign) => ({ id: foreign.activity })],
  "activity.list": [filtered({ assignee: "member" })],
  "activity.reopen": [ids("activity")],
  "activity.restore": [ids("activity")],
  "activity.update": [
    (foreign, own) => ({ ...update, id: foreign.activity, type: "note", subject: "Call", dealId: own.deal }),
    (foreign, own) => ({ ...update, id: own.activity, type: "note", subject: "Call", dealId: foreign.deal }),
    (foreign, own) => ({
      ...update,
      id: own.activity,
      type: "note",
      subject: "Call",
      dealId: own.deal,
      assigneeId: foreign.member,
    }),
  ],
  "company.create": [
    (foreign) => ({ name: "Zencorporation", parentCompanyId: foreign.company }),
    (foreign) => ({ name: "Zencorporation", ownerId: foreign.member }),
  ],
  "company.delete": [ids("company")],
  "company.get": [(foreign) => ({ id: foreign.company })],
  "company.list": [filtered({ owner: "member" }), filtered({ parent: "company" })],
  "company.restore": [ids("company")],
  "company.search": [picker("company")],
  "company.totals": [(foreign) => ({ id: foreign.company })],
  "company.update": [
    (foreign) => ({ ...update, id: foreign.company, name: "Taken" }),
    (foreign, own) => ({
      ...update,
      id: own.company,
      name: "Zencorporation",
      parentCompanyId: foreign.company,
    }),
  ],
  "company.values": [() => ({ field: "industry" })],
  "contact.create": [
    (foreign) => ({ firstName: "Ada", companyId: foreign.company }),
    (foreign) => ({ firstName: "Ada", ownerId: foreign.member }),
  ],
  "contact.delete": [ids("contact")],
  "contact.get": [(foreign) => ({ id: foreign.contact })],
  "contact.list": [filtered({ company: "company" }), filtered({ owner: "member" })],
  "contact.restore": [ids("contact")],
  "contact.search": [picker("contact")],
  "contact.tags": [() => ({ q: "" })],
  "contact.update": [
    (foreign) => ({ ...update, id: foreign.contact, firstName: "Taken" }),
    (foreign, own) => ({ ...update, id: own.contact, firstName: "Ada", companyId: foreign.company }),
  ],
  "dashboard.closed": [none],
  "dashboard.idle": [none],
  "dashboard.leaders": [() => ({ year: null })],
  "dashboard.stages": [none],
  "deal.add_person": [
    (foreign, own) => ({ dealId: foreign.deal, contactId: own.contact, role: "user" }),
    (foreign, own) => ({ dealId: own.deal, contactId: foreign.contact, role: "user" }),
  ],
  "deal.change_person": [
    (foreign, own) => ({ dealId: foreign.deal, contactId: own.contact, role: "user" }),
    (foreign, own) => ({ dealId: own.deal, contactId: foreign.contact, role: "user" }),
  ],
  "deal.close_range": [none],
  "deal.create": [
    (foreign, own) => deal(foreign, own),
    (foreign, own) => ({ ...deal(own, own), stageId: foreign.stage }),
    (foreign, own) => ({ ...deal(own, own), ownerId: foreign.member }),
    (foreign, own) => ({ ...deal(own, own), productId: foreign.product }),
    (foreign, own) => ({ ...deal(own, own), primaryContactId: foreign.contact }),
  ],
  "deal.delete": [ids("deal")],
  "deal.get": [(foreign) => ({ id: foreign.deal })],
  "deal.list": [
    filtered({ stage: "stage" }),
    filtered({ owner: "member" }),
    filtered({ company: "company" }),
    filtered({ product: "product" }),
    filtered({ contact: "contact" }),
  ],
  "deal.move": [
    (foreign, own) => ({ ...update, id: foreign.deal, stageId: own.stage }),
    (foreign, own) => ({ ...update, id: own.deal, stageId: foreign.stage }),
  ],
  "deal.people": [(foreign) => ({ dealId: foreign.deal })],
  "deal.remove_person": [
    (foreign, own) => ({ dealId: foreign.deal, contactId: own.contact }),
    (foreign, own) => ({ dealId: own.deal, contactId: foreign.contact }),
  ],
  "deal.restore": [ids("deal")],
  "deal.search": [picker("deal")],
  "deal.stage_cards": [(foreign) => ({ q: "", filters: {}, stageId: foreign.stage })],
  "deal.stage_totals": [filtered({ owner: "member" })],
  "deal.update": [
    (foreign, own) => ({ ...update, ...deal(own, own), id: foreign.deal }),
    (foreign, own) => ({ ...update, ...deal(foreign, own), id: own.deal }),
    (foreign, own) => ({ ...update, ...deal(own, own), id: own.deal, stageId: foreign.stage }),
  ],
  "import.cancel": [importCase],
  "import.discard": [importCase],
  "import.end": [(foreign) => ({ id: foreign.import, state: "failed", failure: "x" })],
  "import.get": [importCase],
  "import.list": [none],
  "import.names": [() => ({ of: "company", q: "a" })],
  "import.outcomes": [importCase],
  "import.plan": [importCase],
  "import.preview": [importCase],
  "import.read": [importCase],
  "import.report": [(foreign) => ({ id: foreign.import, done: 1, total: 2 })],
  "import.revert": [importCase],
  "import.rows": [importCase],
  "import.run": [importCase],
  "import.start": [() => ({ entity: "deal", fileName: "pipeline.csv", fileSize: 10 })],
  "import.upload": [importCase],
  "import.write": [(foreign) => ({ id: foreign.import, watch: { done: 0, total: 0, cancelled: false } })],
  "member.list": [() => list],
  "member.search": [picker("member")],
  "pipeline.stages": [none],
  "product.create": [() => ({ name: "GTX", currency: "USD" })],
  "product.delete": [ids("product")],
  "product.get": [(foreign) => ({ id: foreign.product })],
  "product.list": [() => list],
  "product.restore": [ids("product")],
  "product.search": [picker("product")],
  "product.update": [(foreign) => ({ ...update, id: foreign.product, name: "Taken", currency: "USD" })],
  "search.all": [() => ({ q: "Globex" })],
  "timeline.list": (["company", "contact", "deal", "product"] as const).map((key) => (foreign) => ({
    resource: key,
    id: foreign[key],
  })),
};

// Every module that defines verbs, so that the registry is complete.
import.meta.glob(["../*/*.ts", "../*/*/*.ts", "!../**/*.test.ts", "!../**/actions.ts"], { eager: true });
const tenantVerbs = registeredVerbs().filter(({ info }) => info.store === "tenant");

type World = { ctx: Context; ids: Ids };

async function world(): Promise<World> {
  const { ctx } = await signedIn("owner");
  const [stage] = await listStages(ctx, {});
  const company = (await createCompany(ctx, { name: "Globex secret", industry: "retail" })).id;
  const contact = (
    await createContact(ctx, {
      firstName: "Globex",
      lastName: "Secret",
      companyId: company,
      tags: ["secret"],
    })
  ).id;
  const product = (await createProduct(ctx, { name: "Globex product", currency: "USD" })).id;
  const made = await createDeal(ctx, {
    title: "Globex deal",
    currency: "USD",
    stageId: stage?.id ?? "",
    companyId: company,
    productId: product,
    ownerId: ctx.member?.id,
  });
  const second = await createContact(ctx, { firstName: "Hank" });
  await addDealPerson(ctx, { dealId: made.id, contactId: second.id, role: "user" });
  const activity = (await createActivity(ctx, { type: "note", subject: "Globex call", dealId: made.id })).id;
  const started = await startImport(ctx, { entity: "deal", fileName: "globex.csv", fileSize: 10 });
  const own: Ids = {
    company,
    contact,
    product,
    deal: made.id,
    activity,
    import: started.id,
    stage: stage?.id ?? "",
    member: ctx.member?.id ?? "",
  };
  return { ctx, ids: own };
}

/** What a verb answers, as bytes; ids, times and names that are new with every call are blanked. */
async function answer(verb: RegisteredVerb, ctx: Context, input: unknown): Promise<string> {
  const blank = (text: string) =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
      .replace(/darcel-[0-9a-f]+/g, "<name>")
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>");
  const json = (value: unknown) =>
    JSON.stringify(value, (_key, item) => (typeof item === "bigint" ? `${item}n` : item)) ?? "undefined";
  return verb(ctx, input).then(
    (output) => blank(`answered ${json(output)}`),
    (error: Error) => blank(`refused ${error.name} ${error.message} ${json(error)}`),
  );
}

let admin: Sql;
let globex: World;
/** Two other tenants, alike: queries leave them so, and commands get new ones. */
let bystanders: [World, World];
beforeAll(async () => {
  admin = postgres(env.ADMIN_DATABASE_URL ?? "", { max: 1 });
  globex = await world();
  bystanders = [await world(), await world()];
});
afterAll(() => admin.end());

/** All rows of a tenant, as one hash. */
async function hashOf(tenantId: string): Promise<string> {
  const tables = await admin<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'shared' and c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'tenant_id' order by 1`;
  let all = "";
  for (const { name } of tables) {
    const [row] =
      await admin`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from shared.${admin(name)} t where tenant_id = ${tenantId}`;
    all += `${name}:${row?.hash} `;
  }
  return all;
}

describe("isolation of tenants", () => {
  it("has a case for every verb of the registry, and none for one that is gone", () => {
    const names = tenantVerbs.map(({ info }) => info.name).filter((name) => !name.startsWith("test."));
    expect(Object.keys(cases).sort()).toEqual(names.sort());
  });

  for (const [name, inputs] of Object.entries(cases)) {
    it(`${name} answers for another tenant's ids as for ids that do not exist`, async () => {
      const verb = tenantVerbs.find(({ info }) => info.name === name);
      if (!verb) throw new Error(`There is no verb ${name}.`);
      const before = await hashOf(globex.ctx.tenantId);
      for (const input of inputs) {
        const nowhere = Object.fromEntries(Object.keys(globex.ids).map((key) => [key, newId()])) as Ids;
        const [first, second] = verb.info.kind === "query" ? bystanders : [await world(), await world()];
        const foreign = await answer(verb, first.ctx, input(globex.ids, first.ids));
        const missing = await answer(verb, second.ctx, input(nowhere, second.ids));
        expect(foreign).toBe(missing);
        expect(foreign).not.toMatch(/^refused (?!AppError)/);
      }
      expect(await hashOf(globex.ctx.tenantId)).toBe(before);
    });
  }

  it("refuses each verb to each role that lacks its permission, before it looks at the input", async () => {
    for (const role of systemRoleSlugs) {
      const { ctx } = await signedIn(role);
      const allowed = permissionsOf([role]);
      for (const verb of tenantVerbs) {
        if (allowed.has(verb.info.permission as Permission)) continue;
        await expect(verb(ctx, null), `${role} ${verb.info.name}`).rejects.toMatchObject({
          code: "forbidden",
        });
      }
    }
  });
});
