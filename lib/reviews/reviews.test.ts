import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  giveRole,
  makeDeal,
  makeRole,
  makeTeam,
  memberWith,
  override,
  type Signed,
  share,
  signedIn,
  signIn,
  systemRoleId,
} from "@/db/factories";
import { accessReviewItems, auditLogs, memberPermissionOverrides, memberRoles } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import { parseListState } from "@/lib/lists/state";
import { closeReview, keepItems, reopenItems, startReview } from "./commands";
import { endExpired } from "./expiry";
import { exportReview } from "./export";
import { getReview, listReviewItems, listReviews, reviewPeople } from "./queries";
import { rehearseRevokeItem, revokeItem } from "./revoke";
import { reviewItemList } from "./schema";

/** A workspace where something of each kind was given: to a sales rep, to their team, for one deal. */
async function furnished() {
  const { tenant, ...owner } = await signedIn("owner");
  const { ctx } = owner;
  const rep = await signIn(tenant, "viewer");
  const closer = await makeRole(ctx, { name: "Closer", rules: ["deal:update"] });
  const assignmentId = await giveRole(ctx, rep.memberId, closer);
  const manager = await systemRoleId(ctx, "manager");
  const teamId = await makeTeam(ctx, { name: "Central", memberIds: [rep.memberId], roleIds: [manager] });
  const overrideId = await override(ctx, {
    memberId: rep.memberId,
    permission: "deal:delete",
    effect: "allow",
    reason: "Cleans up the old pipeline",
    conditions: { op: "lte", attr: "record.valueMinor", value: 1_000_000 },
  });
  const deal = await makeDeal(ctx, { title: "GTX Basic for Cancity" });
  const grantId = await share(ctx, {
    memberId: rep.memberId,
    resourceType: "deal",
    resourceId: deal.id,
    actions: ["read", "update"],
    createdBy: owner.memberId,
  });
  return { tenant, owner, ctx, rep, teamId, assignmentId, overrideId, grantId, deal };
}

const items = async (ctx: Context, reviewId: string, params: Record<string, string> = {}) =>
  (await listReviewItems(ctx, { ...parseListState(params, reviewItemList), reviewId })).rows;

/** The one item of a kind that is about this person or team. */
const itemOf = async (ctx: Context, reviewId: string, kind: string, what: string) => {
  const found = (await items(ctx, reviewId, { "f.kind": kind })).find(({ snapshot }) =>
    snapshot.what.includes(what),
  );
  if (!found) throw new Error(`Nothing of kind ${kind} is ${what}.`);
  return found;
};

const now = ({ headers }: Signed): Promise<Context> => contextOf(headers);

describe("an access review", () => {
  it("lists all that anybody was given, in words, and takes its decisions", async () => {
    const { ctx, rep, owner, teamId } = await furnished();
    const { id, items: count } = await startReview(ctx, { name: "Spring" });
    const all = await items(ctx, id);
    expect(all.map(({ kind, snapshot: { what, to } }) => [kind, to.kind, what])).toEqual([
      ["member_role", "member", "Closer"],
      ["member_role", "member", "Owner"],
      ["member_role", "member", "Viewer"],
      ["team_role", "team", "Manager"],
      ["override", "member", "May: delete and restore deals"],
      ["grant", "member", "May: see, edit"],
    ]);
    expect(count).toBe(6);
    const [, , , team, exception, shared] = all.map(({ snapshot }) => snapshot);
    expect(team?.to).toEqual({ kind: "team", id: teamId, name: "Central" });
    expect(exception).toMatchObject({
      reason: "Cleans up the old pipeline",
      about: expect.stringMatching(/^If value is at most/),
      until: null,
    });
    expect(shared).toMatchObject({ about: "Deal GTX Basic for Cancity", by: owner.user.name });
    await expect(startReview(ctx, { name: "Another" })).rejects.toMatchObject({
      code: "conflict",
      fields: { name: ["A review is open already. Close it before you begin another one."] },
    });

    const closer = await itemOf(ctx, id, "member_role", "Closer");
    await keepItems(ctx, { reviewId: id, ids: [closer.id], note: "Still sells" });
    const people = await reviewPeople(ctx, { reviewId: id, q: "central" });
    expect(people).toEqual([{ id: teamId, label: "Central" }]);
    expect(await items(ctx, id, { "f.decision": "open" })).toHaveLength(5);
    expect(await items(ctx, id, { "f.decision": "keep" })).toMatchObject([
      { id: closer.id, note: "Still sells", decidedBy: owner.user.name },
    ]);
    expect(await items(ctx, id, { "f.person": rep.memberId, "f.kind": "grant" })).toHaveLength(1);
    await reopenItems(ctx, { reviewId: id, ids: [closer.id] });
    expect(await items(ctx, id, { "f.decision": "open" })).toHaveLength(6);
  });

  it("ends really what is revoked, whatever its kind", async () => {
    const { ctx, rep, deal } = await furnished();
    const { id } = await startReview(ctx, { name: "Summer" });
    const before = await now(rep);
    expect([before.can("deal:update"), before.can("deal:delete"), before.can("product:create")]).toEqual([
      true,
      true,
      true,
    ]);
    const kinds = [
      ["member_role", "Closer"],
      ["team_role", "Manager"],
      ["override", "delete"],
      ["grant", "edit"],
    ] as const;
    for (const [kind, what] of kinds) {
      const { id: itemId } = await itemOf(ctx, id, kind, what);
      await revokeItem(ctx, { reviewId: id, id: itemId, note: "Not needed" });
      await expect(revokeItem(ctx, { reviewId: id, id: itemId })).rejects.toMatchObject({
        message: "This was revoked already.",
      });
    }
    const after = await now(rep);
    expect([
      after.can("deal:update", { id: deal.id }),
      after.can("deal:delete"),
      after.can("product:create"),
    ]).toEqual([false, false, false]);
    expect(after.can("deal:read")).toBe(true);
    expect(await items(ctx, id, { "f.decision": "revoke" })).toHaveLength(4);
    expect((await getReview(ctx, { id })).counts).toEqual({ keep: 0, revoke: 4, gone: 0, open: 2, all: 6 });
  });

  it("shows before a revocation who loses what, and revokes nothing by it", async () => {
    const { ctx, rep } = await furnished();
    const { id } = await startReview(ctx, { name: "Rehearsed" });
    const { id: itemId } = await itemOf(ctx, id, "team_role", "Manager");
    const preview = await rehearseRevokeItem(ctx, { reviewId: id, id: itemId });
    expect(preview.members.map((member) => member.id)).toEqual([rep.memberId]);
    expect(preview.members[0]?.losses.map(({ permission }) => permission)).toContain("product:create");
    expect((await now(rep)).can("product:create")).toBe(true);
  });

  it("keeps the rules of revoking: not oneself, not who may do more, not the last owner", async () => {
    const { ctx, tenant, owner } = await furnished();
    const { id } = await startReview(ctx, { name: "Guarded" });
    const ownership = await itemOf(ctx, id, "member_role", "Owner");
    const own = revokeItem(ctx, { reviewId: id, id: ownership.id });
    await expect(own).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/^Nobody changes their own access/),
    });
    const reviewer = await memberWith(tenant, ["access:review"]);
    const onOwner = revokeItem(reviewer.ctx, { reviewId: id, id: ownership.id });
    await expect(onOwner).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/^This person may do what you may not/),
    });
    const second = await signIn(tenant, "owner");
    const other = await now(second);
    await withTenant(ctx, "read write", (tx) =>
      tx
        .update(memberRoles)
        .set({ expiresAt: sql`now() + interval '1 day'` as never })
        .where(within(ctx, memberRoles, eq(memberRoles.memberId, second.memberId))),
    );
    await expect(revokeItem(other, { reviewId: id, id: ownership.id })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^A workspace keeps at least one owner/),
    });
    expect((await now(owner)).can("workspace:delete")).toBe(true);
    const refused = await withTenant(ctx, "read only", (tx) =>
      tx
        .select({ changes: auditLogs.changes })
        .from(auditLogs)
        .where(within(ctx, auditLogs, eq(auditLogs.success, false))),
    );
    expect(refused.map(({ changes }) => changes?.after)).toMatchObject(
      Array.from({ length: 3 }, () => ({ attempt: "review.revoke" })),
    );
  });

  it("notes by itself what has ended meanwhile, by the database's clock", async () => {
    const { ctx, overrideId, grantId, assignmentId } = await furnished();
    const { id } = await startReview(ctx, { name: "Autumn" });
    const exception = await itemOf(ctx, id, "override", "delete");
    await withTenant(ctx, "read write", (tx) =>
      tx
        .update(memberPermissionOverrides)
        .set({ expiresAt: sql`now() - interval '1 second'` as never })
        .where(within(ctx, memberPermissionOverrides, eq(memberPermissionOverrides.id, overrideId))),
    );
    expect((await items(ctx, id, { "f.decision": "gone" })).map((item) => item.id)).toEqual([exception.id]);
    await expect(keepItems(ctx, { reviewId: id, ids: [exception.id] })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(revokeItem(ctx, { reviewId: id, id: exception.id })).rejects.toMatchObject({
      message: "This has ended already: there is nothing to revoke.",
    });
    expect(await endExpired(ctx, {})).toMatchObject({ ended: 1 });
    expect(await endExpired(ctx, {})).toEqual({ ended: 0, gone: 0 });
    await closeReview(ctx, { reviewId: id });
    const stored = await withTenant(ctx, "read only", (tx) =>
      tx
        .select({ subjectId: accessReviewItems.subjectId, decision: accessReviewItems.decision })
        .from(accessReviewItems)
        .where(within(ctx, accessReviewItems, eq(accessReviewItems.reviewId, id))),
    );
    const of = (subjectId: string) => stored.find((item) => item.subjectId === subjectId)?.decision;
    expect([of(overrideId), of(grantId), of(assignmentId)]).toEqual(["gone", null, null]);
  });

  it("is closed for good, with what nobody decided, and exported; others begin after it", async () => {
    const { ctx } = await furnished();
    const { id } = await startReview(ctx, { name: "=Winter" });
    const closer = await itemOf(ctx, id, "member_role", "Closer");
    await keepItems(ctx, { reviewId: id, ids: [closer.id], note: "=1+1" });
    await closeReview(ctx, { reviewId: id });
    const closed = { code: "conflict", message: expect.stringMatching(/^This review was closed/) };
    await expect(keepItems(ctx, { reviewId: id, ids: [closer.id] })).rejects.toMatchObject(closed);
    await expect(reopenItems(ctx, { reviewId: id, ids: [closer.id] })).rejects.toMatchObject(closed);
    await expect(revokeItem(ctx, { reviewId: id, id: closer.id })).rejects.toMatchObject(closed);
    await expect(closeReview(ctx, { reviewId: id })).rejects.toMatchObject(closed);
    const { csv, fileName } = await exportReview(ctx, { id });
    expect(fileName).toMatch(/^winter-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = csv.trim().split("\r\n");
    expect(lines).toHaveLength(7);
    expect(lines.filter((line) => line.includes("Not decided"))).toHaveLength(5);
    expect(lines.find((line) => line.includes("Closer"))).toContain(",Kept,");
    expect(csv).not.toContain(",=1+1");
    await startReview(ctx, { name: "Next" });
    expect((await listReviews(ctx, {})).map(({ name, state }) => [name, state])).toEqual([
      ["Next", "open"],
      ["=Winter", "closed"],
    ]);
  });

  it("names a record only to those who may see it", async () => {
    const { ctx, tenant } = await furnished();
    const { id } = await startReview(ctx, { name: "Discreet" });
    const reviewer = await memberWith(tenant, ["access:review"]);
    const shown = await itemOf(reviewer.ctx, id, "grant", "edit");
    expect(shown.snapshot).toMatchObject({ about: "Deal that you may not see", record: null });
    expect(JSON.stringify(shown)).not.toContain("Cancity");
    expect((await exportReview(reviewer.ctx, { id })).csv).not.toContain("Cancity");
  });

  it("is another workspace's business as little as a role's who may not review", async () => {
    const { ctx, tenant } = await furnished();
    const { id } = await startReview(ctx, { name: "Ours" });
    const [item] = await items(ctx, id);
    const stranger = (await signedIn("owner")).ctx;
    const mine = await startReview(stranger, { name: "Mine" });
    const ids = [item?.id ?? ""];
    const foreign = [
      getReview(stranger, { id }),
      keepItems(stranger, { reviewId: id, ids }),
      revokeItem(stranger, { reviewId: mine.id, id: ids[0] ?? "" }),
      closeReview(stranger, { reviewId: id }),
      exportReview(stranger, { id }),
    ];
    for (const outcome of await Promise.allSettled(foreign))
      expect(outcome).toMatchObject({ reason: { code: "not_found" } });
    expect(await items(stranger, id)).toEqual([]);
    expect(await reviewPeople(stranger, { reviewId: id })).toEqual([]);
    const manager = await signIn(tenant, "manager");
    await expect(startReview(manager.ctx, { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listReviews(manager.ctx, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
