import type { ControlTx } from "@/db/control";
import type { TenantTx } from "@/db/tenant";
import { appendPlatformAudit, appendTenantAudit, type TenantEntry } from "./audit-chain";
import type { Context, VisitorContext } from "./context";

/** What was done. `before` and `after` hold the fields that changed; values must be JSON, dates and bigints are converted. */
export type AuditEntry = {
  action: string;
  resource: { type: string; id?: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/** Records what a command did. `audit.nothing(reason)` says that it changed nothing. */
export type Audit = ((entry: AuditEntry) => void) & { nothing: (reason: string) => void };

/** Collects a command's entries; `entries()` throws when the command recorded none, and so undoes the command. */
function recorder(verb: string): { audit: Audit; entries: () => AuditEntry[] } {
  const recorded: AuditEntry[] = [];
  let idle = false;
  const audit = (entry: AuditEntry) => void recorded.push(entry);
  audit.nothing = (_reason: string) => {
    idle = true;
  };
  return {
    audit,
    entries: () => {
      if (recorded.length === 0 && !idle) throw new Error(`${verb} wrote no audit entry.`);
      return recorded;
    },
  };
}

/** What the commands of an open transaction have recorded so far. */
const pending = new WeakMap<TenantTx, TenantEntry[]>();

/**
 * Runs a command's work and writes what it records, in the same transaction and as the last of it: what follows holds up the tenant's
 * other writers. A command that joins another's transaction leaves its entries to that one, for the same reason.
 */
export async function auditedInTenant<Out>(
  { tx, ctx, verb }: { tx: TenantTx; ctx: Context; verb: string },
  run: (audit: Audit) => Promise<Out>,
): Promise<Out> {
  const outer = pending.get(tx);
  const all = outer ?? [];
  if (!outer) pending.set(tx, all);
  try {
    const { audit, entries } = recorder(verb);
    const output = await run(audit);
    const actor = { actorMemberId: ctx.member?.id ?? null, actorReason: ctx.reason };
    all.push(...entries().map((entry) => ({ ...common(ctx, entry), ...actor })));
    if (!outer) await appendTenantAudit(tx, ctx.tenantId, all);
    return output;
  } finally {
    if (!outer) pending.delete(tx);
  }
}

/**
 * The same for a command of the control plane, in the platform's log. What is done inside a tenant is of that tenant's chain, and
 * so is what is done to one.
 */
export async function auditedInControl<Out>(
  { tx, ctx, verb }: { tx: ControlTx; ctx: Actor; verb: string },
  run: (audit: Audit) => Promise<Out>,
): Promise<Out> {
  const { audit, entries } = recorder(verb);
  const output = await run(audit);
  await appendPlatformAudit(
    tx,
    entries().map((entry) => ({
      ...common(ctx, entry),
      tenantId: ctx.tenantId ?? (entry.resource.type === "tenant" ? entry.resource.id : null),
      actorUserId: ctx.user?.id ?? null,
      actorReason: ctx.reason ?? null,
    })),
  );
  return output;
}

/** What the platform's log keeps of whoever acts, in a context of any kind. */
type Actor = Pick<VisitorContext, "user" | "request"> & Partial<Pick<Context, "tenantId" | "reason">>;

function common(ctx: Pick<Context, "request">, entry: AuditEntry) {
  return {
    action: entry.action,
    resourceType: entry.resource.type,
    resourceId: entry.resource.id ?? null,
    changes: entry.before || entry.after ? { before: entry.before, after: entry.after } : null,
    ip: ctx.request.ip,
    userAgent: ctx.request.userAgent,
    requestId: ctx.request.id,
  };
}
