import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { signedIn, signIn } from "@/db/factories";
import { activities, auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createActivity, deleteActivities } from "@/lib/activities/commands";
import { createCompany, updateCompany } from "@/lib/companies/commands";
import type { Context } from "@/lib/kernel";
import { listTimeline } from "./queries";

let signed: Awaited<ReturnType<typeof signedIn>>;
let owner: Context;
beforeAll(async () => {
  signed = await signedIn("owner");
  owner = signed.ctx;
});

const timeline = (ctx: Context, id: string, after?: string | null) =>
  listTimeline(ctx, { resource: "company", id, after });

describe("the timeline of a record", () => {
  it("tells what was done and what was changed, by whom, as people read it", async () => {
    const parent = await createCompany(owner, { name: "Acme Corporation" });
    const { id } = await createCompany(owner, { name: "Cancity", yearFounded: 2001 });
    await updateCompany(owner, {
      id,
      version: 1,
      name: "Cancity",
      yearFounded: 2002,
      employeeCount: 2448,
      ownerId: signed.memberId,
      parentCompanyId: parent.id,
      annualRevenueMinor: 71_862_000_000n,
    });
    await createActivity(owner, { type: "call", subject: "Asked for a quote", companyId: id });
    const { entries, next } = await timeline(owner, id);
    expect(next).toBeNull();
    expect(entries).toMatchObject([
      { kind: "activity", type: "call", subject: "Asked for a quote", by: "Darcel Schlecht" },
      { kind: "change", action: "updated", by: "Darcel Schlecht" },
      { kind: "change", action: "created", changes: [] },
    ]);
    expect(entries[1]).toMatchObject({
      changes: expect.arrayContaining([
        { label: "Founded", before: "2001", after: "2002" },
        { label: "Employees", before: null, after: "2,448" },
        { label: "Owner", before: null, after: "Darcel Schlecht" },
        { label: "Parent company", before: null, after: "Acme Corporation" },
        { label: "Annual revenue", before: null, after: "$718,620,000.00" },
      ]),
    });
  });

  it("pages through all entries once, newest first, and leaves out what was deleted", async () => {
    const { id } = await createCompany(owner, { name: "Betasoloin" });
    const made: string[] = [];
    for (let index = 0; index < 45; index += 1) {
      made.push((await createActivity(owner, { type: "note", subject: `Note ${index}`, companyId: id })).id);
    }
    // Written in one go, as an import does: the same moment, told apart by their ids.
    await withTenant(owner, "read write", (tx) =>
      tx
        .update(activities)
        .set({ occurredAt: sql`now()` })
        .where(within(owner, activities, sql`${activities.subject} like 'Note %'`)),
    );
    await deleteActivities(owner, { ids: [made.pop() ?? ""] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await timeline(owner, id, after);
      seen.push(...page.entries.map((entry) => entry.id));
      after = page.next;
    } while (after);
    expect(seen.slice(0, 44)).toEqual(made.reverse());
    expect(seen).toHaveLength(45);
  });

  it("says who did it when the system did, and shows nothing of other records", async () => {
    const { id } = await createCompany(owner, { name: "Condax" });
    await withTenant(owner, "read write", (tx) =>
      tx.insert(auditLogs).values({
        tenantId: owner.tenantId,
        actorReason: "demo",
        action: "company.updated",
        resourceType: "company",
        resourceId: id,
        changes: { before: { city: "Oslo", unknown: 1 }, after: { city: "Bergen", unknown: 2 } },
        createdAt: new Date(Date.now() + 1000),
      }),
    );
    const { entries } = await timeline(owner, id);
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({
      by: null,
      reason: "demo",
      changes: [{ label: "City", before: "Oslo", after: "Bergen" }],
    });
  });

  it("is for whoever may read the record, and of another tenant there is none", async () => {
    const { id } = await createCompany(owner, { name: "Dontechi" });
    const viewer = (await signIn(signed.tenant, "viewer")).ctx;
    expect((await timeline(viewer, id)).entries).toHaveLength(1);
    const stranger = (await signedIn("owner")).ctx;
    const nowhere = "00000000-0000-7000-8000-000000000000";
    const answers = await Promise.all(
      [id, nowhere].map((target) => timeline(stranger, target).catch((error) => JSON.stringify(error))),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain("not_found");
  });
});
