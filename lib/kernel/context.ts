import { newId } from "@/db/columns";
import { credentialOf } from "@/lib/auth";
import { env } from "@/lib/env";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { permissionsOf } from "@/lib/rbac/roles";
import { parseHost, requestHost } from "@/lib/tenancy/host";
import {
  findTenant,
  type ResolvedTenant,
  type ResolvedUser,
  resolveTenant,
  resolveVisitor,
} from "@/lib/tenancy/resolve";
import { NotFound, Unauthenticated } from "./errors";
import { loadMember, type Member } from "./member";

declare const made: unique symbol;

/** Facts of the request for the audit. `ip` is known behind a trusted proxy only; any other could be forged. */
export type RequestFacts = { id: string; ip: string | null; userAgent: string | null };

/** Who acts in which tenant. Made in this file from the request itself, and nowhere else. */
export type Context = Readonly<{
  [made]: "tenant";
  tenantId: string;
  tenant: ResolvedTenant;
  placement: ResolvedTenant["placement"];
  user: ResolvedUser | null;
  /** Null when the system acts. */
  member: Member | null;
  can: (permission: Permission) => boolean;
  request: RequestFacts;
  /** Why the system acts; null for a person. */
  reason: string | null;
  now: Date;
}>;

/** Somebody at any of our hosts, signed in there or not. A tenant's Context is one too, so that verbs of the control plane take it. */
export type VisitorContext = Readonly<{
  [made]: "visitor" | "tenant";
  /** Whose host this is; null at the apex. */
  tenant: ResolvedTenant | null;
  user: ResolvedUser | null;
  request: RequestFacts;
  now: Date;
}>;

const contexts = new WeakSet<object>();

/** True for a context that this file made: a look-alike that got past the types is refused at run time. */
export const isContext = (value: object): boolean => contexts.has(value);

function seal<T extends object>(value: T): T {
  contexts.add(value);
  return Object.freeze(value);
}

/**
 * The context of a request to a tenant's host.
 * @throws NotFound when the host is no tenant's, or the person is not an active member of it; Unauthenticated without a session.
 */
export async function contextOf(headers: Headers): Promise<Context> {
  const target = parseHost(requestHost(headers, env.TRUSTED_PROXY), env.APP_HOST);
  if (target.kind !== "tenant") throw new NotFound("There is no workspace at this address.");
  const found = await resolveTenant(target.slug, await credentialOf(headers));
  if (!found) throw new NotFound("There is no workspace at this address.");
  const { tenant, user, membership } = found;
  if (!user) throw new Unauthenticated();
  if (!membership) throw new NotFound("There is no workspace at this address.");
  const member = await loadMember(tenant, membership);
  const allowed = permissionsOf(member.roles);
  return seal({
    ...facts(headers),
    tenantId: tenant.id,
    tenant,
    placement: tenant.placement,
    user,
    member,
    can: (permission: Permission) => allowed.has(permission),
    reason: null,
  }) as Context;
}

/**
 * The context of a request to the apex or to a tenant's host, member or not. Never throws for want of a session: verbs say what
 * they need. @throws NotFound for a host that is neither.
 */
export async function visitorOf(headers: Headers): Promise<VisitorContext> {
  const target = parseHost(requestHost(headers, env.TRUSTED_PROXY), env.APP_HOST);
  const credential = await credentialOf(headers);
  if (target.kind === "apex") {
    return seal({
      ...facts(headers),
      tenant: null,
      user: await resolveVisitor(credential),
    }) as VisitorContext;
  }
  const found = target.kind === "tenant" ? await resolveTenant(target.slug, credential) : null;
  if (!found) throw new NotFound("This page is not here.");
  return seal({ ...facts(headers), tenant: found.tenant, user: found.user }) as VisitorContext;
}

/**
 * The one way around a request: the system's own work in a tenant (seed, importer on the command line, jobs).
 * It may do everything, and `reason` stands in every audit entry that it leaves.
 */
export async function systemContext({
  tenant,
  reason,
}: {
  tenant: string;
  reason: string;
}): Promise<Context> {
  const found = await findTenant(tenant);
  if (!found)
    throw new NotFound(
      `There is no workspace named ${tenant}. \`npm run tenantry -- tenant list\` shows all.`,
    );
  const all = new Set(permissions.map((permission) => permission.name));
  return seal({
    ...facts(new Headers()),
    tenantId: found.id,
    tenant: found,
    placement: found.placement,
    user: null,
    member: null,
    can: (permission: Permission) => all.has(permission),
    reason,
  }) as Context;
}

function facts(headers: Headers): { request: RequestFacts; now: Date } {
  const forwarded = env.TRUSTED_PROXY ? headers.get("x-forwarded-for") : null;
  return {
    request: {
      id: newId(),
      ip: forwarded?.split(",").at(-1)?.trim() ?? null,
      userAgent: headers.get("user-agent")?.slice(0, 300) ?? null,
    },
    now: new Date(),
  };
}
