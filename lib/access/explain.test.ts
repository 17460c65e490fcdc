import { beforeAll, describe, expect, it } from "vitest";
import {
  giveRole,
  makeDeal,
  makeRole,
  makeTeam,
  makeTenant,
  makeUser,
  memberWith,
  override,
  type Signed,
  share,
  signedIn,
  signIn,
} from "@/db/factories";
import { withTenant } from "@/db/tenant";
import { type Context, together } from "@/lib/kernel";
import { contextOf } from "@/lib/kernel/context";
import { Forbidden, NotFound } from "@/lib/kernel/errors";
import { suspendMember } from "@/lib/members/status";
import { listStages } from "@/lib/pipelines/queries";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { readAsked } from "./asked";
import { askedAt } from "./paths";
import { explainAccess, explainOwnAccess, findPerson, whyNotMe } from "./queries";
import { type FoundRecord, findRecord } from "./records";

const now = ({ headers }: Signed): Promise<Context> => contextOf(headers);

let owner: Signed;
let tenant: Awaited<ReturnType<typeof signedIn>>["tenant"];
beforeAll(async () => {
  ({ tenant, ...owner } = await signedIn("owner"));
});

describe("an explanation", () => {
  it("agrees with what the person may do: every action, with records and fields of all sorts", async () => {
    const stage = (await listStages(owner.ctx, {})).at(1)?.id ?? "";
    const rep = await memberWith(tenant, [
      "workspace:read",
      { permission: "deal:read", scope: "own" },
      { permission: "deal:read", effect: "deny", fields: ["description"] },
      {
        permission: "deal:update",
        condition: { op: "lte", attr: "record.valueMinor", value: 1_000_000 },
      },
      {
        permission: "deal:delete",
        effect: "deny",
        condition: { op: "in", attr: "record.stageId", value: [stage] },
      },
      "deal:delete",
    ]);
    const people = [
      await signIn(tenant, "viewer"),
      await signIn(tenant, "sales_rep"),
      rep,
      await memberWith(tenant, []),
    ];
    await makeTeam(tenant, {
      memberIds: [rep.memberId],
      roleIds: [await makeRole(tenant, { rules: [{ permission: "deal:read", scope: "team" }] })],
    });
    const deals = [
      await makeDeal(owner.ctx, { valueMinor: 2_500_000n }),
      await makeDeal(owner.ctx, { ownerId: rep.memberId, valueMinor: 100n }),
      await makeDeal(owner.ctx, { ownerId: rep.memberId, stageId: stage }),
    ];
    const [first] = deals;
    await share(tenant, {
      resourceType: "deal",
      resourceId: first?.id ?? "",
      memberId: rep.memberId,
      actions: ["read", "update"],
    });
    await override(tenant, { memberId: rep.memberId, permission: "product:read", effect: "allow" });
    const records = await withTenant(owner.ctx, "read only", (tx) =>
      Promise.all(deals.map(({ id }) => findRecord(tx, owner.ctx, "deal", id))),
    );
    let asked = 0;
    for (const person of people) {
      const ctx = await now(person);
      const check = async (permission: Permission, record: FoundRecord | null, field: string | null) => {
        const question = { memberId: person.memberId, permission, recordId: record?.id ?? null, field };
        const answer = await explainAccess(owner.ctx, question);
        const can = record ? ctx.can(permission, record, field ?? undefined) : ctx.can(permission);
        expect(answer.allowed, `${permission} ${field} ${answer.verdict}`).toBe(can);
        expect(answer.steps.filter(({ outcome }) => outcome === "decides")).toHaveLength(1);
        const decides = answer.steps.flatMap(({ links }) => links).filter((link) => link.decides);
        expect(decides).toHaveLength(answer.step === 5 ? 0 : 1);
        asked += 1;
      };
      // In one transaction: each question opens none of its own.
      await together(owner.ctx, async () => {
        for (const { name } of permissions) await check(name, null, null);
        for (const record of records) {
          for (const action of ["read", "update", "delete", "share"] as const)
            await check(`deal:${action}`, record, null);
          for (const field of ["title", "valueMinor", "description"]) {
            await check("deal:read", record, field);
            await check("deal:update", record, field);
          }
        }
      });
    }
    expect(asked).toBeGreaterThan(250);
  }, 60_000);

  it("says in words what decides, what did not apply and why, and where to change it", async () => {
    const roleId = await makeRole(tenant, {
      name: "Closer of small deals",
      rules: [
        { permission: "deal:read", scope: "all" },
        { permission: "deal:update", scope: "own" },
        {
          permission: "deal:update",
          condition: { op: "lte", attr: "record.valueMinor", value: 1_000_000 },
        },
      ],
    });
    const person = await signIn(tenant, "viewer");
    await giveRole(tenant, person.memberId, roleId);
    const { id: recordId } = await makeDeal(owner.ctx, {
      title: "GTX Pro for Isdom",
      valueMinor: 2_500_000n,
      ownerId: owner.memberId,
    });
    const question = { memberId: person.memberId, permission: "deal:update", recordId } as const;
    const refused = await explainAccess(owner.ctx, question);
    expect(refused).toMatchObject({
      allowed: false,
      verdict: `${person.user.name} may not edit GTX Pro for Isdom.`,
      because: "No rule allows it.",
      step: 5,
      record: { id: recordId, name: "GTX Pro for Isdom" },
    });
    const [own, small] = refused.steps[3]?.links.toSorted((a, b) => b.says.localeCompare(a.says)) ?? [];
    expect(own).toMatchObject({
      says: "Allows: Their own deals",
      applies: false,
      why: `It does not reach this deal: its owner is ${owner.user.name}.`,
      from: [
        { words: "Role Closer of small deals", href: `/settings/roles/${roleId}` },
        { words: "given to this person", href: `/settings/members/${person.memberId}` },
      ],
    });
    expect(small).toMatchObject({
      says: "Allows: All deals, if value is at most 10,000",
      why: "Its condition is not met.",
      saw: ["value is at most 10,000: it is 25,000, so no"],
    });
    await override(tenant, {
      memberId: person.memberId,
      permission: "deal:update",
      effect: "allow",
      reason: "Closes the quarter",
    });
    expect(await explainAccess(owner.ctx, question)).toMatchObject({
      allowed: true,
      step: 2,
      because: "Exception for this person decides.",
      steps: [
        { outcome: "passed" },
        { outcome: "decides", links: [{ decides: true, applies: true }] },
        { outcome: "not reached", says: "Step 2 has decided already." },
        { outcome: "not reached" },
        { outcome: "not reached" },
      ],
    });
    await suspendMember(owner.ctx, { id: person.memberId });
    expect(await explainAccess(owner.ctx, question)).toMatchObject({
      allowed: false,
      step: 1,
      because: "This person is suspended or removed: nothing of this workspace is open to them.",
    });
  });

  it("is everybody's about themselves, and about others for who may see why they have access", async () => {
    const viewer = await signIn(tenant, "viewer");
    const { id: recordId } = await makeDeal(owner.ctx, { title: "MG Advanced" });
    const question = { permission: "deal:update", recordId } as const;
    expect(await explainOwnAccess(viewer.ctx, question)).toMatchObject({
      allowed: false,
      verdict: "You may not edit MG Advanced.",
      person: { id: viewer.memberId },
    });
    const asked = { ...question, memberId: owner.memberId };
    await expect(explainAccess(viewer.ctx, asked)).rejects.toThrow(Forbidden);
    expect(await explainAccess(owner.ctx, { ...question, memberId: viewer.memberId })).toMatchObject({
      verdict: `${viewer.user.name} may not edit MG Advanced.`,
      allowed: false,
    });
  });

  it("says who can help: with the action as such, or by sharing the one record", async () => {
    const own = await makeTenant();
    const me = await signIn(own, "owner", await makeUser({ name: "Maren Holt" }));
    const { id: recordId } = await makeDeal(me.ctx);
    const viewer = await signIn(own, "viewer");
    const question = { permission: "deal:update", recordId } as const;
    expect((await explainOwnAccess(viewer.ctx, question)).help).toMatch(
      /does not allow this \(deal:update\).*Maren Holt can give it to you\.$/,
    );
    expect(await whyNotMe(viewer.ctx, { permission: "deal:update" })).toMatch(/Maren Holt/);
    expect(await whyNotMe(viewer.ctx, { permission: "deal:read" })).toBeNull();
    const rep = await memberWith(own, [
      "workspace:read",
      "deal:read",
      { permission: "deal:update", scope: "own" },
    ]);
    expect((await explainOwnAccess(rep.ctx, question)).help).toBe("Maren Holt can share this deal with you.");
    const mine = await makeDeal(me.ctx, { ownerId: rep.memberId });
    expect((await explainOwnAccess(rep.ctx, { ...question, recordId: mine.id })).help).toBeNull();
  });

  it("tells nothing of a record, or of a field, that whoever asks may not see", async () => {
    const person = await memberWith(tenant, [
      { permission: "deal:read", condition: { op: "gt", attr: "record.valueMinor", value: 100 } },
    ]);
    const { id: recordId } = await makeDeal(owner.ctx, { valueMinor: 4_711_000n });
    const question = { memberId: person.memberId, permission: "deal:read", recordId } as const;
    const auditor = await memberWith(tenant, [
      "access:read",
      "deal:read",
      { permission: "deal:read", effect: "deny", fields: ["valueMinor"] },
    ]);
    const told = JSON.stringify(await explainAccess(auditor.ctx, question));
    expect(told).toContain("value is more than 1: hidden from you");
    expect(told).not.toContain("47,110");
    expect(JSON.stringify(await explainAccess(owner.ctx, question))).toContain("47,110");
    const blind = await memberWith(tenant, ["access:read", { permission: "deal:read", scope: "own" }]);
    await expect(explainAccess(blind.ctx, question)).rejects.toThrow(NotFound);
    const foreign = await makeDeal((await signedIn("owner")).ctx);
    await expect(explainAccess(owner.ctx, { ...question, recordId: foreign.id })).rejects.toThrow(NotFound);
  });

  it("finds a person by their address, and nobody of another workspace", async () => {
    const person = await signIn(tenant, "viewer");
    expect(await findPerson(owner.ctx, { email: person.user.email.toUpperCase() })).toMatchObject({
      id: person.memberId,
    });
    const theirs = await signedIn("owner");
    await expect(findPerson(owner.ctx, { email: theirs.user.email })).rejects.toThrow(NotFound);
    await expect(
      explainAccess(owner.ctx, { memberId: theirs.memberId, permission: "deal:read" }),
    ).rejects.toThrow(NotFound);
  });
});

describe("what a page asks for", () => {
  it("is told by its path", () => {
    const id = "0198a1b2-0000-7000-8000-000000000001";
    expect(askedAt("/")).toEqual({ permission: "deal:read", recordId: null });
    expect(askedAt("/products/new")).toEqual({ permission: "product:create", recordId: null });
    expect(askedAt(`/companies/${id}/edit`)).toEqual({ permission: "company:update", recordId: id });
    expect(askedAt(`/contacts/${id}`)).toEqual({ permission: "contact:read", recordId: null });
    expect(askedAt("/settings/reviews")).toEqual({ permission: "access:review", recordId: null });
    expect(askedAt("/settings")).toBeNull();
    expect(askedAt("/constructor")).toBeNull();
  });
});

describe("a question as it is typed", () => {
  const id = "0198a1b2-0000-7000-8000-000000000001";
  it("names an action, and a record as its address does", () => {
    const question = { permission: "deal:update", recordId: id, field: null };
    for (const [action, record] of [
      ["deal:update", `deal/${id}`],
      ["update", `deal/${id}`],
      ["update", `/deals/${id}`],
    ] as const)
      expect(readAsked(action, record)).toEqual({ question });
    expect(readAsked("import:read")).toEqual({
      question: { permission: "import:read", recordId: null, field: null },
    });
  });

  it("is refused in a sentence that says what there is instead", () => {
    const problem = (...typed: Parameters<typeof readAsked>) => {
      const read = readAsked(...typed);
      return "problem" in read ? read.problem : null;
    };
    expect(problem("deal:explode")).toMatch(/There are: deal:read, deal:create/);
    expect(problem("explode")).toMatch(/resource:action; resources: company, contact/);
    expect(problem("deal:read", `contact/${id}`)).toMatch(/is about deals/);
    expect(problem("deal:create", `deal/${id}`)).toMatch(/not about single records/);
    expect(problem("import:read", `deal/${id}`)).toMatch(/not about single records/);
    expect(problem("deal:read", "deal/4711")).toMatch(/names no record/);
    expect(problem("deal:read", undefined, "valueMinor")).toMatch(/name the record/);
    expect(problem("deal:read", `deal/${id}`, "secret")).toMatch(/no field secret. Fields: title/);
  });
});
