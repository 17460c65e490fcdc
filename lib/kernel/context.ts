import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { newId } from "@/db/columns";
import { credentialOf } from "@/lib/auth";
import { resolveOperator } from "@/lib/auth/operators";
import { env } from "@/lib/env";
import { type Access, accessOf } from "@/lib/rbac/access";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import type { RecordAttributes, RequestAttributes } from "@/lib/rbac/policy";
import { whereOf } from "@/lib/rbac/sql/where";
import { parseHost, requestHost } from "@/lib/tenancy/host";
import {
  findTenant,
  type ResolvedSupport,
  type ResolvedTenant,
  type ResolvedUser,
  resolveTenant,
  resolveVisitor,
} from "@/lib/tenancy/resolve";
import { Forbidden, NotFound, Unauthenticated } from "./errors";
import { noteSeen } from "./last-seen";
import { loadMember, type Member } from "./member";
import { gatesOf, inactive } from "./policy/gates";
import { systemPolicy } from "./policy/system";
import { supportPermissions } from "./support";

declare const made: unique symbol;

/** Whose verbs a context is for. */
export type ContextKind = "tenant" | "visitor" | "operator";

/** Facts of the request for the audit. `ip` is known behind a trusted proxy only; any other could be forged. */
export type RequestFacts = { id: string; ip: string | null; userAgent: string | null };

/** The platform's support inside a tenant: for a reason, and until then at the latest. */
export type Support = Readonly<ResolvedSupport & { name: string }>;

/** Who acts in which tenant. Made in this file from the request itself, and nowhere else. */
export type Context = Readonly<{
  [made]: "tenant";
  tenantId: string;
  tenant: ResolvedTenant;
  placement: ResolvedTenant["placement"];
  host: "tenant";
  user: ResolvedUser | null;
  /** Null when the system acts, or the platform's support. */
  member: Member | null;
  support: Support | null;
  access: Access;
  /** Of one record, and of one attribute of it; without a record, whether it could be allowed at all. */
  can: (permission: Permission, record?: RecordAttributes, field?: string) => boolean;
  /** What to add to `within`, or to a join, so that only what is allowed is found; undefined when all of it is. */
  where: (permission: Permission, table: PgTable, field?: string) => SQL | undefined;
  request: RequestFacts;
  /** Why the system acts, or the platform's support; null for a person of the workspace. */
  reason: string | null;
  now: Date;
}>;

/** Somebody at any of our hosts, signed in there or not. A tenant's Context is one too, so that verbs of the control plane take it. */
export type VisitorContext = Readonly<{
  [made]: "visitor" | "tenant";
  host: "apex" | "tenant" | "admin";
  /** Whose host this is; null at the apex and at the operators' console. */
  tenant: ResolvedTenant | null;
  user: ResolvedUser | null;
  request: RequestFacts;
  now: Date;
}>;

/** Somebody who runs the platform, at the console's own host. It opens no tenant by itself. */
export type OperatorContext = Readonly<{
  [made]: "operator";
  host: "admin";
  user: ResolvedUser;
  request: RequestFacts;
  now: Date;
}>;

const contexts = new WeakMap<object, ContextKind>();

/** For whose verbs this file made a context: a look-alike that got past the types is refused at run time. */
export const kindOf = (value: object): ContextKind | undefined => contexts.get(value);

function seal<T extends object>(kind: ContextKind, value: T): T {
  contexts.set(value, kind);
  return Object.freeze(value);
}

/**
 * The context of a request to a tenant's host.
 * @throws NotFound when the host is no tenant's, or the person is neither a member of it nor let in as support; Forbidden for a member
 * who was suspended or removed; Unauthenticated without a session.
 */
export async function contextOf(headers: Headers): Promise<Context> {
  const target = parseHost(requestHost(headers, env.TRUSTED_PROXY), env.APP_HOST);
  if (target.kind !== "tenant") throw new NotFound("There is no workspace at this address.");
  const found = await resolveTenant(target.slug, await credentialOf(headers));
  if (!found) throw new NotFound("There is no workspace at this address.");
  const { tenant, user, membership } = found;
  if (!user) throw new Unauthenticated();
  if (found.support) return supportContext(headers, tenant, user, found.support);
  if (!membership) throw new NotFound("There is no workspace at this address.");
  if (membership.status !== "active") throw new Forbidden(inactive[membership.status]);
  const { member, access } = await loadMember(tenant, membership);
  noteSeen(tenant.id, membership);
  return inTenant(headers, tenant, access, { user, member, support: null, reason: null });
}

function supportContext(
  headers: Headers,
  tenant: ResolvedTenant,
  user: ResolvedUser,
  { mode, ...support }: ResolvedSupport,
): Context {
  const policy = systemPolicy("Support", supportPermissions[mode], gatesOf(tenant));
  return inTenant(headers, tenant, accessOf(policy), {
    user,
    member: null,
    support: { ...support, mode, name: user.name },
    reason: `Support: ${user.name} (${support.reason})`,
  });
}

type Actor = Pick<Context, "user" | "member" | "support" | "reason">;

function inTenant(headers: Headers, tenant: ResolvedTenant, access: Access, actor: Actor): Context {
  const { request, now } = facts(headers);
  const asked = askedOf({ now, request });
  return seal("tenant", {
    request,
    now,
    ...actor,
    host: "tenant",
    tenantId: tenant.id,
    tenant,
    placement: tenant.placement,
    access,
    can: (permission: Permission, record?: RecordAttributes, field?: string) =>
      record
        ? access.can(permission, record, { field, request: asked })
        : access.might(permission, { request: asked }),
    where: (permission: Permission, table: PgTable, field?: string) =>
      whereOf(access, permission, table, { field, request: asked }),
  }) as Context;
}

/**
 * The context of a request to any of our hosts, member or not. Never throws for want of a session: verbs say what they need.
 * Support is nobody here: it is inside a workspace, and has no business of its own.
 * @throws NotFound for a host that is not ours.
 */
export async function visitorOf(headers: Headers): Promise<VisitorContext> {
  const target = parseHost(requestHost(headers, env.TRUSTED_PROXY), env.APP_HOST);
  const credential = await credentialOf(headers);
  if (target.kind === "apex" || target.kind === "admin") {
    const user = await (target.kind === "apex" ? resolveVisitor : resolveOperator)(credential);
    return seal("visitor", { ...facts(headers), host: target.kind, tenant: null, user }) as VisitorContext;
  }
  const found = target.kind === "tenant" ? await resolveTenant(target.slug, credential) : null;
  if (!found) throw new NotFound("This page is not here.");
  const user = found.support ? null : found.user;
  return seal("visitor", {
    ...facts(headers),
    host: "tenant",
    tenant: found.tenant,
    user,
  }) as VisitorContext;
}

/**
 * The context of a request to the operators' console.
 * @throws NotFound on every other host; Unauthenticated for anybody who is not an operator now, with a session of this host.
 */
export async function operatorOf(headers: Headers): Promise<OperatorContext> {
  const target = parseHost(requestHost(headers, env.TRUSTED_PROXY), env.APP_HOST);
  if (target.kind !== "admin") throw new NotFound("This page is not here.");
  const user = await resolveOperator(await credentialOf(headers));
  if (!user) throw new Unauthenticated();
  return seal("operator", { ...facts(headers), host: "admin", user }) as OperatorContext;
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
  const all = permissions.map((permission) => permission.name);
  return inTenant(new Headers(), found, accessOf(systemPolicy("The system", all)), {
    user: null,
    member: null,
    support: null,
    reason,
  });
}

/** What conditions may ask of a request. */
export const askedOf = ({ now, request }: Pick<Context, "now" | "request">): RequestAttributes => ({
  now,
  ip: request.ip,
});

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
