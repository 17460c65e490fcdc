import { eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { signedIn } from "@/db/factories";
import { companies, deals, members } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { Choices } from "./choices";
import type { ImportEntity } from "./fields/types";
import { importFile } from "./import-file";
import { getImport, listImportRows } from "./queries";
import { revertImport } from "./revert/revert";

let ctx: Context;

beforeAll(async () => {
  ({ ctx } = await signedIn("owner"));
});

const bytes = (text: string) => new TextEncoder().encode(text);
const run = (entity: ImportEntity, text: string, choices: Choices = {}) =>
  importFile(ctx, { entity, fileName: "file.csv", bytes: bytes(text) }, choices);
const read = <T>(fn: Parameters<typeof withTenant<T>>[2]) => withTenant(ctx, "read only", fn);
const write = <T>(fn: Parameters<typeof withTenant<T>>[2]) => withTenant(ctx, "read write", fn);
const companyNamed = async (name: string) => {
  const [found] = await read((tx) =>
    tx
      .select()
      .from(companies)
      .where(within(ctx, companies, eq(companies.name, name), isNull(companies.deletedAt))),
  );
  return found;
};

describe("a revert", () => {
  it("deletes what was created and restores what was changed", async () => {
    await run("company", "name,city\nScottech,Rome\n", { key: "name" });
    const { id } = await run("company", "name,city,parent\nScottech,Oslo,\nInity,Paris,Scottech\n", {
      key: "name",
    });
    expect(await revertImport(ctx, { id })).toEqual({ reverted: 2, kept: 0 });
    expect(await companyNamed("Inity")).toBeUndefined();
    expect(await companyNamed("Scottech")).toMatchObject({ city: "Rome" });
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "reverted",
      counts: { reverted: 2, kept: 0 },
    });
    await expect(revertImport(ctx, { id })).rejects.toThrow("reverted already");
    expect(await run("company", "name,city\nInity,Paris\n", { key: "name" })).toMatchObject({
      counts: { created: 1 },
    });
  });

  it("keeps what was changed since or is in use, and says so", async () => {
    const { id } = await run(
      "deal",
      "id,title,account,agent,value\nR1,One,Warephase,Carl Lin,1\nR2,Two,Konex,Carl Lin,2\n",
      { create: ["company", "owner"] },
    );
    await write((tx) =>
      tx
        .update(deals)
        .set({ title: "Mine", version: 2 })
        .where(within(ctx, deals, eq(deals.externalId, "R1"))),
    );
    expect(await revertImport(ctx, { id })).toEqual({ reverted: 2, kept: 3 });
    const { rows } = await listImportRows(ctx, { id, outcome: "kept" });
    expect(
      Object.fromEntries(
        rows.map(({ line, message, keptBecause }) => [message ?? `line ${line}`, keptBecause]),
      ),
    ).toEqual({
      "line 2": "It was changed since",
      Warephase: "It has deals",
      "Carl Lin": "It has deals",
    });
    expect(await companyNamed("Konex")).toBeUndefined();
    const [carl] = await read((tx) =>
      tx
        .select()
        .from(members)
        .where(within(ctx, members, eq(members.displayName, "Carl Lin"))),
    );
    expect(carl?.status).toBe("active");
  });
});
