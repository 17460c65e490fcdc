import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { adminOf, makeSession, makeTenant, makeUser, signIn, unique } from "@/db/factories";
import { dropPlace, preparePlace } from "@/db/migrate/place";
import { letIn } from "@/db/migrate/residents";
import { jobs, memberships, placements, tenants } from "@/db/schema/control";
import { env } from "@/lib/env";
import { contextOf } from "@/lib/kernel/context";
import { listStages } from "@/lib/pipelines/queries";
import { createTenant, finishTenant, type NewTenant, reserveTenant } from "./provision";

const settings = { zone: "Europe/Oslo", currency: "NOK", locale: "nb-NO" };

async function newTenant(isolationLevel: NewTenant["isolationLevel"]): Promise<NewTenant> {
  const { id: userId, name, email } = await makeUser();
  return {
    slug: `fjordlys-${unique()}`,
    name: "Fjordlys",
    settings,
    owner: { userId, name, email },
    isolationLevel,
  };
}

describe.each(["shared", "schema", "database"] as const)("a new tenant at the level %s", (level) => {
  it("can be worked in", async () => {
    const tenant = await createTenant(await newTenant(level), "test");
    expect(tenant.placement.isolationLevel).toBe(level);
    const { ctx } = await signIn(tenant, "viewer");
    expect(await listStages(ctx, {})).toHaveLength(6);
    await dropPlace(tenant.placement);
  });

  it("is finished by whoever finds it half done, and once", async () => {
    const input = await newTenant(level);
    const { tenantId, placement } = await controlDb().transaction((tx) =>
      reserveTenant(tx, input, { mine: true }),
    );
    const [first, second] = await Promise.all([finishTenant(tenantId), finishTenant(tenantId)]);
    expect(second).toEqual(first);
    expect(await finishTenant(tenantId)).toEqual(first);
    const [row] = await controlDb()
      .select({ state: placements.state, job: jobs.state, memberId: memberships.memberId })
      .from(placements)
      .innerJoin(jobs, eq(jobs.tenantId, placements.tenantId))
      .innerJoin(memberships, eq(memberships.tenantId, placements.tenantId))
      .where(eq(placements.tenantId, tenantId));
    expect(row).toMatchObject({ state: "ready", job: "done" });
    await dropPlace(placement);
  });

  it("does not wait for whoever reads for long", async () => {
    const input = await newTenant(level);
    const tenant = await makeTenant();
    const reader = adminOf(tenant);
    const made = await reader.begin("isolation level repeatable read", async (sql) => {
      await sql`select from control.tenants limit 1`;
      return createTenant(input, "test");
    });
    await reader.end();
    expect(made.slug).toBe(input.slug);
    await dropPlace(made.placement);
  });

  it.each(["place", "let in", "filled"])("is finished after a kill behind the step “%s”", async (step) => {
    const input = await newTenant(level);
    const begun = await controlDb().transaction((tx) => reserveTenant(tx, input, { mine: true }));
    const { tenantId, placement } = begun;
    const own = eq(jobs.key, tenantId);
    const [job] = await controlDb().select({ payload: jobs.payload }).from(jobs).where(own);
    if (step === "filled") await finishTenant(tenantId);
    else await preparePlace(placement);
    if (step === "let in") await letIn(begun);
    // The last step is the control plane's: the kill came before it.
    await controlDb()
      .update(placements)
      .set({ state: "provisioning" })
      .where(eq(placements.tenantId, tenantId));
    await controlDb().delete(memberships).where(eq(memberships.tenantId, tenantId));
    await controlDb().update(jobs).set({ state: "running", payload: job?.payload }).where(own);

    const { slug } = await finishTenant(tenantId);
    const cookie = await makeSession(input.owner?.userId ?? "", tenantId);
    const ctx = await contextOf(new Headers({ host: `${slug}.${env.APP_HOST}`, cookie }));
    expect(ctx.member?.roles).toEqual(["owner"]);
    expect(await listStages(ctx, {})).toHaveLength(6);
    await dropPlace(placement);
  });

  it("goes on for its owner, who asks again for what was killed", async () => {
    const input = await newTenant(level);
    const begun = await controlDb().transaction((tx) => reserveTenant(tx, input, { mine: true }));
    expect(await createTenant(input, "test")).toMatchObject({ tenantId: begun.tenantId, slug: input.slug });
    await expect(createTenant(input, "test")).rejects.toMatchObject({ code: "conflict" });
    await dropPlace(begun.placement);
  });

  it("is one, when two ask for its name at once", async () => {
    const input = await newTenant(level);
    const other = { ...(await newTenant(level)), slug: input.slug };
    const answers = await Promise.allSettled([createTenant(input, "test"), createTenant(other, "test")]);
    const made = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    expect(made).toHaveLength(1);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
    const rows = await controlDb()
      .select({ id: tenants.id })
      .from(tenants)
      .where(eq(tenants.slug, input.slug));
    expect(rows.map(({ id }) => id)).toEqual([made[0]?.tenantId]);
    if (made[0]) await dropPlace(made[0].placement);
  });
});
