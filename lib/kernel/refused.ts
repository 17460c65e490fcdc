import { withTenant } from "@/db/tenant";
import { appendTenantAudit } from "./audit-chain";
import type { Context } from "./context";
import { AppError, type ErrorCode } from "./errors";

const told: readonly ErrorCode[] = ["forbidden", "conflict", "invalid", "not_found"];

/**
 * Runs an attempt to change who may do what. One that is refused is written down, in a transaction of its own: the attempt's is gone.
 */
export async function auditRefusal<Out>(
  ctx: Context,
  { verb, input }: { verb: string; input?: unknown },
  attempt: () => Promise<Out>,
): Promise<Out> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof AppError) || !told.includes(error.code)) throw error;
    await withTenant(ctx, "read write", (tx) =>
      appendTenantAudit(tx, ctx.tenantId, [
        {
          action: "access.refused",
          actorMemberId: ctx.member?.id ?? null,
          actorReason: ctx.reason,
          resourceType: "access",
          changes: { after: { attempt: verb, input } },
          success: false,
          error: error.message,
          ip: ctx.request.ip,
          userAgent: ctx.request.userAgent,
          requestId: ctx.request.id,
        },
      ]),
    );
    throw error;
  }
}
