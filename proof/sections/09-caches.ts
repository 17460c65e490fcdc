import { deepEqual, equal, notEqual, ok, rejects } from "node:assert/strict";
import { createPool } from "@/db/client";
import { newId } from "@/db/columns";
import { makeSession, makeTenant, makeUser, systemRoleId } from "@/db/factories";
import { urlOf } from "@/db/placement";
import { poolOf } from "@/db/pools";
import { companies } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { newestPlacement, readPlacement } from "@/db/whereabouts";
import { within } from "@/db/within";
import { env } from "@/lib/env";
import { contextOf } from "@/lib/kernel/context";
import { Unauthenticated } from "@/lib/kernel/errors";
import { systemRoles } from "@/lib/rbac/roles";
import { addMember } from "@/lib/tenancy/members";
import type { Cast } from "../cast";
import { Section } from "../record";
import { levels } from "../worlds";

/** Section 9: what a process remembers between requests, with the same ids and names in several tenants. */
export async function proveCaches({ callers, foreign }: Cast): Promise<Section> {
  const section = new Section(
    "What a process remembers",
    "Nothing that is kept from one request to the next is given to another tenant: members, placements, pools, prepared statements.",
    "One person with the same member id in tenants at every level, but another name and role in each; one statement, prepared once, in tenants of both kinds in turn over one connection; a placement that was looked up for one tenant, asked for by another; a session of one host at another.",
  );
  await tryMembers(section);
  await tryStatements(section, { callers, foreign });
  await tryPlaces(section, { callers, foreign });
  return section;
}

/** Twice around, so that the second request is answered from what the first one left. */
async function tryMembers(section: Section): Promise<void> {
  const user = await makeUser();
  const memberId = newId();
  const all = await Promise.all(
    (["owner", "viewer", "sales_rep"] as const).map(async (role, index) => {
      const tenant = await makeTenant({ isolationLevel: levels[index] });
      const name = `Ingrid of ${tenant.slug}`;
      await addMember(tenant, { id: memberId, name, email: user.email, userId: user.id }, role);
      const cookie = await makeSession(user.id, tenant.tenantId);
      return { tenant, role, name, cookie, level: levels[index] };
    }),
  );
  for (const turn of ["first", "second"]) {
    for (const { tenant, role, name, cookie, level } of all) {
      await section.holds(
        "a member id that three tenants have",
        `in the ${turn} request, at ${level}`,
        async () => {
          const { member, tenantId } = await contextOf(
            new Headers({ host: `${tenant.slug}.${env.APP_HOST}`, cookie }),
          );
          deepEqual(
            { tenantId, ...member },
            {
              tenantId: tenant.tenantId,
              id: memberId,
              displayName: name,
              email: user.email,
              roles: [role],
              roleNames: [systemRoles[role].name],
              roleIds: [await systemRoleId(tenant, role)],
              teamIds: [],
              permissionVersion: 1,
            },
          );
        },
      );
      for (const other of all.filter((one) => one.tenant !== tenant)) {
        await section.holds(
          "a session of one workspace",
          `is none at another's host, in the ${turn} request, from ${level} to ${other.level}`,
          () =>
            rejects(
              contextOf(new Headers({ host: `${other.tenant.slug}.${env.APP_HOST}`, cookie })),
              Unauthenticated,
            ),
        );
      }
    }
  }
}

async function tryStatements(section: Section, { callers, foreign }: Cast): Promise<void> {
  const worlds = [...callers.map(({ asks }) => asks), ...foreign].filter(({ level }) => level !== "database");
  const pool = createPool(urlOf((worlds[0] as (typeof worlds)[number]).ctx.placement, "app"), 1);
  for (let turn = 1; turn <= 4; turn++) {
    for (const { ctx, level, names } of worlds) {
      await section.holds(
        "one prepared statement over one connection",
        `in turn ${turn}, at ${level}, ${names.slug === worlds[0]?.names.slug ? "the first tenant" : "another tenant"}`,
        async () => {
          const rows = await withTenant(
            ctx,
            "read only",
            (tx) =>
              tx
                .select({ tenant: companies.tenantId, id: companies.id })
                .from(companies)
                .where(within(ctx, companies)),
            pool,
          );
          ok(rows.some(({ id }) => id === names.company));
          ok(rows.every(({ tenant }) => tenant === ctx.tenantId));
        },
      );
    }
  }
  await pool.destroy();
}

async function tryPlaces(section: Section, { callers, foreign }: Cast): Promise<void> {
  for (const [index, { asks }] of callers.entries()) {
    const other = foreign[index];
    if (!other) continue;
    await section.holds(
      "a placement that was looked up",
      `is another tenant's no more than before, at ${asks.level}`,
      async () => {
        const found = await readPlacement(asks.ctx.tenantId);
        deepEqual(found, asks.ctx.placement);
        equal(newestPlacement(other.ctx.tenantId, other.ctx.placement), other.ctx.placement);
      },
    );
  }
  const [one, two] = [callers.at(-1)?.asks, foreign.at(-1)];
  await section.holds("the pool of a tenant's own database", "is its own", () =>
    notEqual(one && poolOf(one.ctx.placement), two && poolOf(two.ctx.placement)),
  );
}
