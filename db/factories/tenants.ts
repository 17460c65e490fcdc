import { env } from "@/lib/env";
import { type Context, contextOf } from "@/lib/kernel/context";
import type { SystemRoleSlug } from "@/lib/rbac/roles";
import { addMember } from "@/lib/tenancy/members";
import { createTenant, type NewTenant, type ProvisionedTenant } from "@/lib/tenancy/provision";
import type { TenantScope } from "../tenant";
import { currentLevel, madeAt } from "./level";
import { makeSession, makeUser, type TestUser, unique } from "./users";

/** A tenant of its own for a test, under a slug that no other has. */
export async function makeTenant(given: Partial<NewTenant> = {}): Promise<ProvisionedTenant> {
  const settings = { zone: "America/New_York", currency: "USD", locale: "en-US" };
  const own = { slug: `acme-${unique()}`, name: "Acme", settings, isolationLevel: currentLevel() };
  const tenant = await createTenant({ ...own, ...given }, "factory");
  madeAt(tenant.placement);
  return tenant;
}

export type Signed = { ctx: Context; headers: Headers; user: TestUser; memberId: string; cookie: string };

/** Somebody with this role in the tenant, signed in on its host; `ctx` is made from a request, as in the product. */
export const signIn = (tenant: ProvisionedTenant, role: SystemRoleSlug, user?: TestUser): Promise<Signed> =>
  signInWith(tenant, user, (person) => addMember(tenant, person, role));

/** The same with a custom role. */
export const signInAs = (
  tenant: TenantScope & { slug: string },
  roleId: string,
  user?: TestUser,
): Promise<Signed> => signInWith(tenant, user, (person) => addMember(tenant, person, { id: roleId }));

async function signInWith(
  tenant: TenantScope & { slug: string },
  user: TestUser | undefined,
  add: (person: { name: string; email: string; userId: string }) => Promise<string>,
): Promise<Signed> {
  const person = user ?? (await makeUser());
  const memberId = await add({ name: person.name, email: person.email, userId: person.id });
  const cookie = await makeSession(person.id, tenant.tenantId);
  const headers = new Headers({ host: `${tenant.slug}.${env.APP_HOST}`, cookie });
  return { ctx: await contextOf(headers), headers, user: person, memberId, cookie };
}

/** A new tenant, and somebody with this role signed in to it. */
export async function signedIn(role: SystemRoleSlug = "owner", given: Partial<NewTenant> = {}) {
  const tenant = await makeTenant(given);
  return { tenant, ...(await signIn(tenant, role)) };
}
