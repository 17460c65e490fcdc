import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Signed, signedIn, signIn } from "@/db/factories";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import type { Choices } from "./choices";
import { cancelImport, discardImport, planImport, startImport, uploadImportPart } from "./commands";
import type { ImportEntity } from "./fields/types";
import { importFile } from "./import-file";
import { outcomeFile } from "./outcome-file";
import { previewImport, readImport } from "./preview";
import { getImport, listImportRows, listImports } from "./queries";
import { revertImport } from "./revert/revert";
import { runImport } from "./run";

let tenant: ProvisionedTenant;
let owner: Signed;
let ctx: Context;

beforeAll(async () => {
  const made = await signedIn("owner");
  ({ tenant, ctx } = made);
  owner = made;
});

const bytes = (text: string) => new TextEncoder().encode(text);
const run = (entity: ImportEntity, text: string, choices: Choices = {}) =>
  importFile(ctx, { entity, fileName: "file.csv", bytes: bytes(text) }, choices);
const read = <T>(fn: Parameters<typeof withTenant<T>>[2]) => withTenant(ctx, "read only", fn);

describe("who may", () => {
  it("refuses a viewer and a sales rep, and another tenant sees nothing", async () => {
    for (const role of ["viewer", "sales_rep"] as const) {
      const { ctx: other } = await signIn(tenant, role);
      await expect(startImport(other, { entity: "deal", fileName: "x.csv", fileSize: 1 })).rejects.toThrow(
        "does not allow this",
      );
    }
    const { id } = await run("product", "product\nSecret\n", { key: "name" });
    const { ctx: foreign } = await signedIn("owner");
    const plan = { columns: [{ column: 0, field: "name" }] };
    const tries = [
      () => getImport(foreign, { id }),
      () => readImport(foreign, { id }),
      () => previewImport(foreign, { id, plan }),
      () => planImport(foreign, { id, plan }),
      () => uploadImportPart(foreign, { id, part: 0, bytes: bytes("x") }),
      () => runImport(foreign, { id }),
      () => cancelImport(foreign, { id }),
      () => revertImport(foreign, { id }),
      () => discardImport(foreign, { id }),
      () => outcomeFile(foreign, { id }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect(await listImportRows(foreign, { id })).toEqual({ rows: [], next: null });
    expect(await listImports(foreign, {})).toEqual([]);
  });

  it("throws drafts away with their file, and nothing that has run", async () => {
    const draft = await startImport(ctx, { entity: "product", fileName: "x.csv", fileSize: 5 });
    await uploadImportPart(ctx, { id: draft.id, part: 0, bytes: bytes("name\n") });
    await discardImport(ctx, { id: draft.id });
    await expect(getImport(ctx, { id: draft.id })).rejects.toMatchObject({ code: "not_found" });
    const { id } = await run("product", "product\nStays\n", { key: "name" });
    await expect(discardImport(ctx, { id })).rejects.toThrow("stays on record");
  });

  it("leaves an audit entry for every step that changes something", async () => {
    const { id } = await run("product", "product\nAudited\n", { key: "name" });
    await revertImport(ctx, { id });
    const rows = await read((tx) =>
      tx
        .select({ action: auditLogs.action, by: auditLogs.actorMemberId })
        .from(auditLogs)
        .where(within(ctx, auditLogs, eq(auditLogs.resourceId, id)))
        .orderBy(auditLogs.id),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "import.started",
      "import.run",
      "import.done",
      "import.reverted",
    ]);
    expect(new Set(rows.map(({ by }) => by))).toEqual(new Set([owner.memberId]));
  });
});
