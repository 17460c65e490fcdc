import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createTestDatabase } from "@/scripts/lib/database";
import { migrate } from "@/scripts/lib/migrate";
import type { Case } from "./cases/tenant";
import type { Section } from "./record";

/**
 * The proof fails when isolation is broken, and names what is: each case breaks one thing, on a database of this suite alone, and looks
 * at what the proof then says.
 */

/** The modules of the product, loaded anew once the settings name that database. */
async function load() {
  vi.resetModules();
  const [
    { Section },
    worlds,
    watchers,
    verbs,
    coverage,
    records,
    tables,
    texts,
    kernel,
    errors,
    registry,
    pools,
    eyes,
    hands,
  ] = await Promise.all([
    import("./record"),
    import("./worlds"),
    import("./watchers"),
    import("./tries/verbs"),
    import("./tries/coverage"),
    import("./tries/records"),
    import("./sections/04-tables"),
    import("./tries/texts"),
    import("@/lib/kernel"),
    import("@/lib/kernel/errors"),
    import("@/lib/kernel/registry"),
    import("@/db/pools"),
    import("./eyes"),
    import("./hands"),
  ]);
  return {
    ...worlds,
    ...watchers,
    ...verbs,
    ...coverage,
    ...records,
    ...tables,
    ...texts,
    ...kernel,
    ...errors,
    ...registry,
    ...pools,
    ...eyes,
    ...hands,
    Section,
  };
}

type Product = Awaited<ReturnType<typeof load>>;
type World = Awaited<ReturnType<Product["makeWorld"]>>;

let product: Product;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let admin: Sql;
let asks: World;
let twin: World;
let foreign: Awaited<ReturnType<Product["watched"]>>;

beforeAll(async () => {
  database = await createTestDatabase(process.env.ADMIN_DATABASE_URL ?? "", "broken");
  await migrate(database);
  Object.assign(process.env, {
    DATABASE_URL: database.appUrl,
    MIGRATOR_DATABASE_URL: database.migratorUrl,
    ADMIN_DATABASE_URL: database.adminUrl,
  });
  product = await load();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  foreign = await product.watched(await product.makeWorld("shared", product.uniqueMark()));
  asks = await product.makeWorld("shared", "betasoloin");
  twin = await product.makeWorld("shared", "betasoloin");
});

afterAll(async () => {
  await Promise.all([admin.end(), product.closeHands(), product.closeEyes(), product.closePool()]);
  await database.drop();
});

const newSection = (): Section => new product.Section("", "", "");
const subjects = (section: Section): string[] => [...new Set(section.failed.map(({ subject }) => subject))];

describe("the tables and keys", () => {
  async function told(): Promise<string[]> {
    const section = newSection();
    await product.tryStore(section, asks, foreign);
    return subjects(section);
  }

  it("hold as they are", async () => {
    expect(await told()).toEqual([]);
  });

  it("tells of a table without the restrictive policy", async () => {
    await admin`drop policy tenant_isolation on shared.companies`;
    expect(await told()).toContain("companies");
    await admin.unsafe(`
      drop policy tenant_rows on shared.companies; drop policy whole_table on shared.companies;
      select app.secure_tables('shared')`);
    expect(await told()).toEqual([]);
  });

  it("tells of a foreign key without the tenant", async () => {
    await admin.unsafe(`
      create unique index loose on shared.companies (id);
      alter table shared.deals drop constraint deals_company_id_fk,
        add constraint deals_company_id_fk foreign key (company_id) references shared.companies (id)`);
    expect(await told()).toEqual(["deals.deals_company_id_fk"]);
    await admin.unsafe(`
      update shared.deals set company_id = null;
      alter table shared.deals drop constraint deals_company_id_fk,
        add constraint deals_company_id_fk foreign key (tenant_id, company_id) references shared.companies (tenant_id, id);
      drop index shared.loose`);
  });

  it("tells of a table that nobody tries", async () => {
    await admin.unsafe(
      "create table shared.notes (tenant_id uuid, id uuid, primary key (tenant_id, id)); grant select on shared.notes to tenantry_app",
    );
    expect(await told()).toEqual(["the list of tables", "notes"]);
    await admin`drop table shared.notes`;
  });
});

describe("the verbs", () => {
  // The tables above have got through to it.
  beforeAll(async () => {
    foreign = await product.watched(foreign);
  });

  const input = z.object({ id: z.uuid() });
  const naming = [({ company }: World["names"]) => ({ id: company })];

  /** What the proof says of a query that does this. */
  async function told(run: (id: string) => Promise<unknown>): Promise<string[]> {
    const name = "test.broken";
    product.defineQuery({ name, permission: "company:read", input, run: ({ input: { id } }) => run(id) });
    const section = newSection();
    const all = product.withCases(
      product.registeredVerbs().filter(({ info }) => info.name === name),
      { [name]: naming },
    );
    await product.tryVerbs(section, all, { asks, twin }, foreign);
    return section.failed.map(({ subject, problem }) => `${subject}: ${problem}`);
  }

  it("hold when what is another tenant's is not found", async () => {
    const run = async () => {
      throw new product.NotFound();
    };
    expect(await told(run)).toEqual([]);
  });

  it("tells of one that says otherwise of another tenant's record than of none", async () => {
    const problems = await told(async (id) => {
      if (id === foreign.names.company) throw new product.Forbidden("This is somebody else's.");
      throw new product.NotFound();
    });
    expect(problems).toEqual([expect.stringMatching(/^test\.broken: test\.broken tells the other tenant's/)]);
  });

  it("tells of one that shows another tenant's words, or a row, to whoever asks", async () => {
    expect(await told(async () => ({ name: product.secretOf(foreign.names.mark) }))).toEqual([
      expect.stringContaining("The answer holds words of the other tenant"),
    ]);
    const row = [...foreign.ids].find((id) => !Object.values(foreign.names).includes(id));
    expect(await told(async () => ({ row }))).toEqual([
      expect.stringContaining(`The answer holds ${row}, which is a row of the other tenant`),
    ]);
  });

  it("tells of one that changes another tenant's rows", async () => {
    const rename = (city: string | null) =>
      admin`update shared.companies set city = ${city} where tenant_id = ${foreign.tenant.tenantId}`;
    expect(await told(async () => void (await rename("Oslo")))).toEqual([
      expect.stringContaining("test.broken: test.broken changed rows of another tenant."),
    ]);
    await rename(null);
  });

  it("tells of one that has no case, of a case that is none, and of an id that is never named", async () => {
    const name = "test.broken";
    product.defineQuery({
      name,
      permission: "company:read",
      input: input.extend({ parent: z.uuid() }),
      run: async () => null,
    });
    const verbs = product.registeredVerbs().filter(({ info }) => info.name === name);
    const told = async (cases: Parameters<Product["withCases"]>[1] & object) => {
      const section = newSection();
      const names = { foreign: foreign.names, own: asks.names };
      await product.coverVerbs(section, product.withCases(verbs, cases), names, cases);
      return section.failed.map(({ problem }) => problem);
    };
    const half: Case = (foreign, own) => ({ id: foreign.company, parent: own.company });
    const whole: Case = (foreign) => ({ id: foreign.company, parent: foreign.deal });
    expect(await told({ [name]: [half, whole] })).toEqual([]);
    expect(await told({})).toEqual([expect.stringContaining("The verb test.broken has no case")]);
    expect(await told({ [name]: [half] })).toEqual([expect.stringContaining("at parent: add one")]);
    expect(await told({ [name]: [whole, () => ({ id: "1" })] })).toEqual([
      expect.stringContaining("test.broken would refuse input 2 whoever asks"),
    ]);
    expect(await told({ [name]: [whole], "gone.verb": [whole] })).toEqual([
      expect.stringContaining("There is no verb gone.verb"),
    ]);
  });

  it("tells of a text that is taken for a statement", async () => {
    const name = "test.broken";
    const { sql } = await import("drizzle-orm");
    product.defineQuery({
      name,
      permission: "company:read",
      input: z.object({ q: z.string() }),
      run: ({ ctx, tx, input: { q } }) =>
        tx.execute(
          sql`select id from companies where tenant_id = ${ctx.tenantId} and name = '${sql.raw(q)}'`,
        ),
    });
    const section = newSection();
    const [tried] = product.withCases(
      product.registeredVerbs().filter(({ info }) => info.name === name),
      { [name]: [() => ({ q: "Isdom" })] },
    );
    if (!tried) throw new Error("The verb is not there.");
    await product.tryFields(section, tried, asks.ctx, asks, foreign, ["Isdom", "'; reset role; --"]);
    expect(section.failed.map(({ attempt }) => attempt)).toEqual(["q: '; reset role; --, at shared"]);
  });
});

describe("the records and fields inside a workspace", () => {
  let own: Awaited<ReturnType<Product["makeWatchers"]>>["own"];
  let blind: Awaited<ReturnType<Product["makeBlind"]>>;
  beforeAll(async () => {
    ({ own } = await product.makeWatchers("shared"));
    blind = await product.makeBlind("shared");
  });

  const input = z.object({ id: z.uuid() });
  const naming: Case[] = [({ deal }) => ({ id: deal })];

  /** What the proof says of a verb that answers so about a deal. */
  async function told(by: "own" | "blind", answer: (id: string) => Promise<unknown>): Promise<string[]> {
    const name = "test.broken";
    const run = ({ input: { id } }: { input: { id: string } }) => answer(id);
    product.defineQuery({ name, permission: "deal:read", input, run });
    const section = newSection();
    const verbs = product.registeredVerbs().filter(({ info }) => info.name === name);
    const all = product.withCases(verbs, { [name]: naming });
    if (by === "own") await product.tryOthers(section, all, own);
    else await product.trySealed(section, all, blind, product.SEALED_MINOR);
    return section.failed.map(({ problem }) => String(problem));
  }

  const notFound = async () => {
    throw new product.NotFound();
  };

  it("hold when nothing of them is told", async () => {
    expect(await told("own", notFound)).toEqual([]);
    expect(await told("blind", async () => ({ title: "Harbour", valueMinor: null }))).toEqual([]);
  });

  it("tell of a verb that tells a colleague's record from none, or shows a word or an id of it", async () => {
    const { deal, company, mark } = own.foreign;
    const forbidding = async (id: string) => {
      if (id === deal) throw new product.Forbidden("This is somebody else's.");
      throw new product.NotFound();
    };
    expect(await told("own", forbidding)).toEqual([expect.stringContaining("tells somebody else's record")]);
    expect(await told("own", async () => ({ title: product.secretOf(mark) }))).toEqual([
      expect.stringContaining("The answer holds their words"),
    ]);
    expect(await told("own", async () => ({ company }))).toEqual([
      expect.stringContaining("which is not theirs to see"),
    ]);
  });

  it("tell of a verb that changes a colleague's record", async () => {
    const name = "test.breaking";
    const { sql } = await import("drizzle-orm");
    product.defineCommand({
      name,
      permission: "deal:update",
      input,
      run: async ({ ctx, tx, input: { id }, audit }) => {
        await tx.execute(
          sql`update deals set description = 'taken' where tenant_id = ${ctx.tenantId}::uuid and id = ${id}::uuid`,
        );
        audit.nothing("a test");
      },
    });
    const section = newSection();
    const verbs = product.registeredVerbs().filter(({ info }) => info.name === name);
    await product.tryOthers(section, product.withCases(verbs, { [name]: naming }), own);
    expect(section.failed.map(({ problem }) => problem)).toEqual([
      expect.stringContaining("changed a record of somebody else"),
    ]);
  });

  it("tell of a verb that shows what a hidden field holds, as a word or as an amount", async () => {
    expect(await told("blind", async () => ({ dealSource: blind.foreign.mark }))).toEqual([
      expect.stringContaining("The answer holds the sealed word"),
    ]);
    for (const value of [product.SEALED_MINOR, "$987,654,321.23"])
      expect(await told("blind", async () => ({ value }))).toEqual([
        expect.stringContaining("The answer holds the sealed amount"),
      ]);
  });
});
