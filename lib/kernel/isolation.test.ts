import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/columns";
import { adminOf, signedIn, visiting } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { createActivity } from "@/lib/activities/commands";
import { listPlatformEntries } from "@/lib/audit/platform";
import { createCompany } from "@/lib/companies/commands";
import { createContact } from "@/lib/contacts/commands";
import { createDeal } from "@/lib/deals/commands";
import { addDealPerson } from "@/lib/deals/people";
import { startImport } from "@/lib/imports/commands";
import { listStages } from "@/lib/pipelines/queries";
import { createProduct } from "@/lib/products/commands";
import type { Permission } from "@/lib/rbac/permissions";
import { permissionsOf, systemRoleSlugs } from "@/lib/rbac/roles";
import type { Context } from "./context";
import { cases, type Ids } from "./isolation.cases";
import { type RegisteredVerb, registeredVerbs } from "./registry";

/**
 * Every verb of the registry, called in one tenant with the ids of another: its answer must be, byte for byte, the answer for
 * ids that do not exist, and the other tenant must be as it was. A verb without a case here fails.
 */

// Every module that defines verbs, so that the registry is complete.
import.meta.glob(
  ["../*/*.ts", "../*/*/*.ts", "!../**/*.test.ts", "!../**/*.fixture.ts", "!../**/actions.ts"],
  { eager: true },
);
const tenantVerbs = registeredVerbs().filter(({ info }) => info.actor === "tenant");

type World = { ctx: Context; ids: Ids };

async function world(): Promise<World> {
  const { ctx, tenant } = await signedIn("owner");
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
  const [platformEntry] = (await listPlatformEntries(ctx, {})).rows;
  const own: Ids = {
    company,
    contact,
    product,
    deal: made.id,
    activity,
    import: started.id,
    stage: stage?.id ?? "",
    member: ctx.member?.id ?? "",
    entry: (await lastAudit(ctx))?.id ?? "",
    platformEntry: platformEntry?.id ?? "",
    visit: (await visiting(tenant)).id,
  };
  return { ctx, ids: own };
}

/** What a verb answers, as bytes; ids, times and names that are new with every call are blanked. */
async function answer(verb: RegisteredVerb, ctx: Context, input: unknown): Promise<string> {
  const blank = (text: string) =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
      .replace(/(darcel|acme)-[0-9a-f]{10}/g, "<name>")
      .replace(/\b[0-9a-f]{64}\b/g, "<hash>")
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
  globex = await world();
  admin = adminOf(globex.ctx);
  bystanders = [await world(), await world()];
});
afterAll(() => admin.end());

/** All rows of a tenant, as one hash. */
async function hashOf(tenantId: string): Promise<string> {
  const tables = await admin<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'tenant_id' order by 1`;
  let all = "";
  for (const { name } of tables) {
    const [row] =
      await admin`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${admin(name)} t where tenant_id = ${tenantId}`;
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
