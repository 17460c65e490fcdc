import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { signedIn, signIn } from "@/db/factories";
import { auditLogs, teamClosure } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { createTeam, deleteTeam, moveTeam, updateTeam } from "./commands";
import { getTeam, listTeams } from "./queries";

let owner: Context;
beforeAll(async () => {
  owner = (await signedIn("owner")).ctx;
});

const make = async (name: string, parentId: string | null = null) =>
  (await createTeam(owner, { name, parentId })).id;
const into = (id: string, parentId: string | null, position = 0) =>
  moveTeam(owner, { id, parentId, position });
const above = async (id: string) => (await getTeam(owner, { id })).above.map(({ name }) => name);

/** What the closure says stands above a team, the nearest first. */
const flattened = (ctx: Context, id: string) =>
  withTenant(ctx, "read only", (tx) =>
    tx
      .select({ id: teamClosure.ancestorId, depth: teamClosure.depth })
      .from(teamClosure)
      .where(within(ctx, teamClosure, eq(teamClosure.descendantId, id)))
      .orderBy(teamClosure.depth),
  );

describe("teams", () => {
  it("are made, edited and listed in their order, and nobody else sees them", async () => {
    const { ctx } = await signedIn("owner");
    const sales = await createTeam(ctx, { name: "Sales", description: "Sells" });
    const east = await createTeam(ctx, { name: "East", parentId: sales.id });
    const west = await createTeam(ctx, { name: "West", parentId: sales.id });
    await createTeam(ctx, { name: "East", parentId: null });
    expect(await updateTeam(ctx, { id: east.id, name: "Eastern", description: null, version: 1 })).toEqual({
      id: east.id,
      version: 2,
    });
    await expect(updateTeam(ctx, { id: east.id, name: "Orient", version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await listTeams(ctx, {})).map(({ name, parentId }) => [name, parentId])).toEqual([
      ["Eastern", sales.id],
      ["Sales", null],
      ["East", null],
      ["West", sales.id],
    ]);
    expect(await getTeam(ctx, { id: west.id })).toMatchObject({ name: "West", above: [{ name: "Sales" }] });
    const stranger = (await signedIn("owner")).ctx;
    expect(await listTeams(stranger, {})).toEqual([]);
    const foreign = [
      getTeam(stranger, { id: sales.id }),
      updateTeam(stranger, { id: sales.id, name: "Taken", version: 1 }),
      moveTeam(stranger, { id: east.id, parentId: null, position: 0 }),
      deleteTeam(stranger, { id: sales.id }),
      createTeam(stranger, { name: "Inside", parentId: sales.id }),
    ];
    for (const outcome of await Promise.allSettled(foreign))
      expect(outcome).toMatchObject({
        reason: { code: "not_found", message: "This team does not exist, or it was deleted." },
      });
  });

  it("move with all below them, and back to where they were", async () => {
    const [sales, service] = [await make("Sales"), await make("Service")];
    const east = await make("East", sales);
    const coast = await make("Coast", east);
    await make("West", sales);
    const { from } = await into(east, service);
    expect(from).toEqual({ parentId: sales, position: 0 });
    expect(await above(coast)).toEqual(["Service", "East"]);
    expect(await flattened(owner, coast)).toEqual([
      { id: east, depth: 1 },
      { id: service, depth: 2 },
    ]);
    await moveTeam(owner, { id: east, ...from });
    expect(await above(coast)).toEqual(["Sales", "East"]);
    await into(coast, null);
    expect(await flattened(owner, coast)).toEqual([]);
  });

  it("have their order, which a move within their parent changes", async () => {
    const parent = await make("Ordered");
    const [a, b, c] = [await make("A", parent), await make("B", parent), await make("C", parent)];
    const order = async () =>
      (await listTeams(owner, {})).filter(({ parentId }) => parentId === parent).map(({ name }) => name);
    expect(await order()).toEqual(["A", "B", "C"]);
    await into(c, parent, 0);
    expect(await order()).toEqual(["C", "A", "B"]);
    await into(a, parent, 99);
    expect(await order()).toEqual(["C", "B", "A"]);
    await into(b, parent, 1);
    expect(await order()).toEqual(["C", "B", "A"]);
  });

  it("never stand inside themselves, however far down", async () => {
    const top = await make("Top");
    const middle = await make("Middle", top);
    const bottom = await make("Bottom", middle);
    const message = "Bottom stands inside Top itself, so Top cannot move into it.";
    await expect(into(top, bottom)).rejects.toMatchObject({
      code: "invalid",
      fields: { parentId: [message] },
    });
    await expect(into(top, top)).rejects.toMatchObject({
      fields: { parentId: ["A team cannot stand inside itself."] },
    });
    expect(await above(top)).toEqual([]);
    const refused = await withTenant(owner, "read only", (tx) =>
      tx
        .select({ error: auditLogs.error, changes: auditLogs.changes })
        .from(auditLogs)
        .where(within(owner, auditLogs, and(eq(auditLogs.success, false), eq(auditLogs.error, message)))),
    );
    expect(refused).toMatchObject([{ changes: { after: { attempt: "team.move" } } }]);
  });

  it("close no circle, even when two people close its halves at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await make(`A${round}`), await make(`B${round}`)];
      const outcomes = await Promise.allSettled([into(a, b), into(b, a)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = outcomes.find((outcome) => outcome.status === "rejected");
      expect(refused?.reason).toMatchObject({ code: "invalid" });
    }
  });

  it("stand 50 deep inside each other, and not 51", async () => {
    const ids: string[] = [];
    for (let level = 1; level <= 50; level += 1) ids.push(await make(`Level ${level}`, ids.at(-1)));
    const deepest = ids.at(-1) ?? "";
    expect(await flattened(owner, deepest)).toHaveLength(49);
    const tooDeep = { fields: { parentId: [/^Teams stand at most 50 deep/] } };
    await expect(make("Level 51", deepest)).rejects.toMatchObject(tooDeep);
    const pair = await make("Upper");
    await make("Lower", pair);
    await expect(into(pair, ids.at(-2) ?? "")).rejects.toMatchObject(tooDeep);
    await into(pair, ids.at(-3) ?? "");
    expect(await above(pair)).toHaveLength(48);
  });

  it("that stood inside a deleted one stand where it stood, in its place", async () => {
    const { ctx } = await signedIn("owner");
    const add = async (name: string, parentId: string | null) =>
      (await createTeam(ctx, { name, parentId })).id;
    const top = await add("Top", null);
    await add("First", top);
    const middle = await add("Middle", top);
    await add("Last", top);
    const inner = await add("Inner", middle);
    const innermost = await add("Innermost", inner);
    await deleteTeam(ctx, { id: middle });
    await expect(getTeam(ctx, { id: middle })).rejects.toMatchObject({ code: "not_found" });
    const inTop = (await listTeams(ctx, {})).filter(({ parentId }) => parentId === top);
    expect(inTop.map(({ name }) => name)).toEqual(["First", "Inner", "Last"]);
    expect(await flattened(ctx, innermost)).toEqual([
      { id: inner, depth: 1 },
      { id: top, depth: 2 },
    ]);
    // Its name is free again.
    await add("Middle", top);
  });

  it("are changed only by those who may", async () => {
    const { tenant, ctx } = await signedIn("owner");
    const { id } = await createTeam(ctx, { name: "Sales" });
    const viewer = await signIn(tenant, "viewer");
    expect(await listTeams(viewer.ctx, {})).toHaveLength(1);
    const tries = [
      createTeam(viewer.ctx, { name: "Mine" }),
      updateTeam(viewer.ctx, { id, name: "Mine", version: 1 }),
      moveTeam(viewer.ctx, { id, parentId: null, position: 0 }),
      deleteTeam(viewer.ctx, { id }),
    ];
    for (const outcome of await Promise.allSettled(tries))
      expect(outcome).toMatchObject({ reason: { code: "forbidden" } });
  });
});
