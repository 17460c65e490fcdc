import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { adminOf, makeCompany, makeDeal, makeProduct, signedIn, signIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { tenants } from "@/db/schema/control";
import { withTenant } from "@/db/tenant";
import { updateCompany } from "@/lib/companies/commands";
import { deleteDeals, updateDeal } from "@/lib/deals/commands";
import type { Context } from "@/lib/kernel";
import { appendTenantAudit } from "@/lib/kernel/audit-chain";
import { contextOf } from "@/lib/kernel/context";
import { parseListState } from "@/lib/lists/state";
import { listStages } from "@/lib/pipelines/queries";
import { exportAudit } from "./export";
import { getPlatformEntry, getPlatformState, listPlatformEntries } from "./platform";
import { getAuditEntry, getAuditState, listAudit, searchAuditActions } from "./queries";
import { auditList } from "./schema";
import { verifyAudit } from "./verify";

let signed: Awaited<ReturnType<typeof signedIn>>;
let owner: Context;
let rep: Context;
let company: string;
beforeAll(async () => {
  signed = await signedIn("owner");
  owner = signed.ctx;
  rep = (await signIn(signed.tenant, "sales_rep")).ctx;
  company = (await makeCompany(owner, { name: "Cancity", employeeCount: 2400 })).id;
  await updateCompany(rep, { id: company, version: 1, name: "Cancity", employeeCount: 2448 });
  await makeProduct(owner, { name: "GTX Basic" });
});

const list = async (params: Record<string, string>) =>
  (await listAudit(owner, parseListState(params, auditList))).rows.map(({ action }) => action);

describe("the audit log", () => {
  it("lists what was done, by whom and to what, newest first", async () => {
    const { rows, total } = await listAudit(owner, parseListState({}, auditList));
    expect(total).toBe(6);
    expect(rows.slice(0, 3)).toMatchObject([
      { seq: 6, action: "product.created", name: "Darcel Schlecht", record: "GTX Basic" },
      { seq: 5, action: "company.updated", record: "Cancity" },
      { seq: 4, action: "company.created", record: "Cancity" },
    ]);
    expect(rows.at(-1)).toMatchObject({
      seq: 1,
      action: "workspace.created",
      name: null,
      reason: "provisioning",
    });
  });

  it("is filtered by person, action, kind, record and day", async () => {
    expect(await list({ "f.person": rep.member?.id ?? "" })).toEqual(["company.updated"]);
    expect(await list({ "f.person": "none" })).toEqual(["member.added", "member.added", "workspace.created"]);
    expect(await list({ "f.action": "company.created,product.created" })).toHaveLength(2);
    expect(await list({ "f.type": "product" })).toEqual(["product.created"]);
    expect(await list({ "f.record": company })).toEqual(["company.updated", "company.created"]);
    expect(await list({ "f.record": "no id" })).toEqual([]);
    // What is no day is no condition.
    expect(await list({ "f.from": "2026-02-30", "f.to": "0001-01-01" })).toHaveLength(6);
  });

  it("takes days in the workspace's zone, both included", async () => {
    const settings = { zone: "Pacific/Kiritimati", currency: "USD", locale: "en-US" };
    const { ctx } = await signedIn("owner", { settings });
    const admin = adminOf(ctx);
    // Kiritimati is 14 hours ahead: it is the 3rd there from 10:00 UTC of the 2nd on.
    const moments = [
      "2026-03-02T09:59:59.999Z",
      "2026-03-02T10:00:00Z",
      "2026-03-03T09:59:59.999Z",
      "2026-03-03T10:00:00Z",
    ];
    for (const at of moments) {
      await admin`
        insert into audit_logs (tenant_id, id, action, resource_type, created_at)
        values (${ctx.tenantId}, gen_random_uuid(), ${`test.${at}`}, 'test', ${at})`;
    }
    await admin.end();
    const state = parseListState({ "f.from": "2026-03-03", "f.to": "2026-03-03" }, auditList);
    const { rows, total } = await listAudit(ctx, state);
    expect(rows.map(({ at }) => at.toISOString())).toEqual([moments[2], "2026-03-02T10:00:00.000Z"]);
    expect(total).toBe(2);
  });

  it("pages through entries of one moment, each once", async () => {
    const { ctx } = await signedIn("owner");
    const entries = Array.from({ length: 120 }, (_, index) => ({
      action: `test.${index}`,
      resourceType: "test",
    }));
    await withTenant(ctx, "read write", (tx) => appendTenantAudit(tx, ctx.tenantId, entries));
    const seen: (number | null)[] = [];
    let after: string | null = "";
    while (after !== null) {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(
        ctx,
        parseListState(after ? { after } : {}, auditList),
      );
      expect(page.total).toBe(122);
      seen.push(...page.rows.map(({ seq }) => seq));
      after = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 122 }, (_, index) => 122 - index));
  });

  it("opens an entry: each field from what to what, as people read it", async () => {
    const edit = (await lastAudit(owner, company))?.id ?? "";
    expect(await getAuditEntry(owner, { id: edit })).toMatchObject({
      seq: 5,
      name: "Darcel Schlecht",
      record: { label: "Cancity", href: `/companies/${company}` },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      changes: expect.arrayContaining([
        { label: "Employees", before: "2,400", after: "2,448" },
        { label: "Industry", before: "software", after: null },
      ]),
    });
  });

  it("shows amounts in the record's own currency, and of a deleted record the name", async () => {
    const deal = await makeDeal(owner, { title: "GTX for Cancity", currency: "EUR", valueMinor: 100_00n });
    const [stage] = await listStages(owner, {});
    await updateDeal(owner, {
      id: deal.id,
      version: 1,
      title: "GTX for Cancity",
      currency: "EUR",
      valueMinor: 200_00n,
      stageId: stage?.id ?? "",
    });
    const edit = (await lastAudit(owner, deal.id))?.id ?? "";
    const { changes } = await getAuditEntry(owner, { id: edit });
    expect(changes).toContainEqual({
      label: "Value",
      before: expect.stringMatching(/^EUR.100\.00$/),
      after: expect.stringMatching(/^EUR.200\.00$/),
    });
    await deleteDeals(owner, { ids: [deal.id] });
    const deletion = (await lastAudit(owner, deal.id))?.id ?? "";
    expect((await getAuditEntry(owner, { id: deletion })).record).toMatchObject({
      label: "GTX for Cancity",
      href: null,
    });
  });

  it("knows the actions that it holds, by their words", async () => {
    const { ctx } = await signedIn("owner");
    await makeCompany(ctx);
    expect(await searchAuditActions(ctx, {})).toEqual([
      { id: "company.created", label: "Company created" },
      { id: "member.added", label: "Person added" },
      { id: "workspace.created", label: "Workspace created" },
    ]);
    expect(await searchAuditActions(ctx, { q: "PERSON" })).toMatchObject([{ id: "member.added" }]);
  });

  it("says how far the chain goes, and verifies it on request", async () => {
    const { ctx } = await signedIn("owner");
    const state = { entries: 2, unchained: 0, signedAt: expect.any(Date) };
    expect(await getAuditState(ctx, {})).toEqual(state);
    expect(await getPlatformState(ctx, {})).toMatchObject({ entries: 1 });
    expect(await verifyAudit(ctx, {})).toMatchObject([
      { log: "tenant", checked: 2, findings: [] },
      { log: "platform", checked: 1, findings: [] },
    ]);
    const admin = adminOf(ctx);
    await admin`update audit_logs set ip = '203.0.113.7' where tenant_id = ${ctx.tenantId} and seq = 2`;
    await admin.end();
    expect(await verifyAudit(ctx, {})).toMatchObject([
      { findings: [{ kind: "edited", entry: { seq: 2 } }] },
      {},
    ]);
  });

  it("is not for a role without the permission", async () => {
    for (const verb of [getAuditState, getPlatformState, verifyAudit, searchAuditActions]) {
      await expect(verb(rep, {})).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("the platform's log of a workspace", () => {
  it("shows what was done to this workspace, and nothing of others", async () => {
    const { rows, total } = await listPlatformEntries(owner, {});
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ seq: 1, action: "tenant.created", name: null, reason: "factory" }]);
    const id = rows[0]?.id ?? "";
    expect(await getPlatformEntry(owner, { id })).toMatchObject({
      changes: [
        { label: "Name", before: null, after: "Acme" },
        { label: "Slug", before: null, after: signed.tenant.slug },
      ],
    });
    const stranger = (await signedIn("owner")).ctx;
    await expect(getPlatformEntry(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the export of the audit log", () => {
  const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

  it("holds what the filters find, each entry with its link in the chain, and is an entry itself", async () => {
    const { ctx } = await signedIn("owner");
    await makeCompany(ctx, { name: "=HYPERLINK(1)" });
    await makeProduct(ctx);
    const { csv, fileName } = await exportAudit(ctx, { filters: {} });
    expect(fileName).toMatch(new RegExp(`^audit-${ctx.tenant.slug}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
    const rows = read(csv);
    expect(rows.map(({ seq, action }) => `${seq} ${action}`)).toEqual([
      "4 product.created",
      "3 company.created",
      "2 member.added",
      "1 workspace.created",
    ]);
    rows.slice(0, -1).forEach((row, index) => {
      expect(row.prev_hash).toBe(rows[index + 1]?.hash);
    });
    expect(JSON.parse(rows[1]?.after ?? "")).toMatchObject({ name: "=HYPERLINK(1)" });
    expect(await lastAudit(ctx)).toMatchObject({
      action: "audit.exported",
      changes: { after: { entries: 4 } },
    });
    const some = await exportAudit(ctx, { filters: { type: ["product"] } });
    expect(read(some.csv)).toHaveLength(1);
  });

  it("runs no formula that somebody wrote into the log", async () => {
    const { ctx } = await signedIn("owner");
    await withTenant(ctx, "read write", (tx) =>
      appendTenantAudit(tx, ctx.tenantId, [
        { action: "test.done", resourceType: "test", userAgent: "=cmd|' /C calc'!A0", error: "@SUM(1)" },
      ]),
    );
    const [row] = read((await exportAudit(ctx, { filters: { action: ["test.done"] } })).csv);
    expect(row).toMatchObject({ user_agent: "'=cmd|' /C calc'!A0", error: "'@SUM(1)" });
  });

  it("needs both permissions, and works while the workspace is suspended", async () => {
    const viewer = (await signIn(signed.tenant, "viewer")).ctx;
    for (const ctx of [rep, viewer]) {
      await expect(exportAudit(ctx, { filters: {} })).rejects.toMatchObject({ code: "forbidden" });
    }
    const { tenant, headers } = await signedIn("owner");
    await controlDb().update(tenants).set({ status: "suspended" }).where(eq(tenants.id, tenant.tenantId));
    const suspended = await contextOf(headers);
    expect(read((await exportAudit(suspended, { filters: {} })).csv)).toHaveLength(2);
  });
});
