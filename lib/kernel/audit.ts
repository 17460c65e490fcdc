import type { ControlTx } from "@/db/control";
import { platformAuditLogs } from "@/db/schema/control";
import { auditLogs } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
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
export function recorder(verb: string): { audit: Audit; entries: () => AuditEntry[] } {
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

/** Writes entries into the tenant's own log, in the transaction of the change. */
export async function writeTenantAudit(tx: TenantTx, ctx: Context, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.insert(auditLogs).values(
    entries.map((entry) => ({
      ...common(ctx, entry),
      tenantId: ctx.tenantId,
      actorMemberId: ctx.member?.id ?? null,
      actorReason: ctx.reason,
      resourceId: entry.resource.id ?? null,
    })),
  );
}

/** Writes entries into the platform's log, in the transaction of the change. */
export async function writePlatformAudit(
  tx: ControlTx,
  ctx: VisitorContext,
  entries: AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx.insert(platformAuditLogs).values(
    entries.map((entry) => ({
      ...common(ctx, entry),
      tenantId: entry.resource.type === "tenant" ? entry.resource.id : null,
      actorUserId: ctx.user?.id ?? null,
      resourceId: entry.resource.id ?? null,
    })),
  );
}

function common(ctx: Context | VisitorContext, entry: AuditEntry) {
  return {
    action: entry.action,
    resourceType: entry.resource.type,
    changes: entry.before || entry.after ? toJson({ before: entry.before, after: entry.after }) : null,
    ip: ctx.request.ip,
    userAgent: ctx.request.userAgent,
    requestId: ctx.request.id,
  };
}

function toJson(value: { before?: unknown; after?: unknown }): { before?: unknown; after?: unknown } {
  return JSON.parse(
    JSON.stringify(value, (_key, item) => (typeof item === "bigint" ? item.toString() : item)),
  );
}
