import { z } from "zod";
import type { Context } from "@/lib/kernel";
import { whyNot } from "@/lib/kernel";
import { verifyLogs } from "@/lib/kernel/audit-anchors";
import type { LogReport } from "@/lib/kernel/audit-verify";
import { Forbidden } from "@/lib/kernel/errors";
import { inTurn } from "@/lib/kernel/turns";
import { parse, verb } from "@/lib/kernel/verbs";

/** A page waits for them for about a second; the operator's command line reads all. */
const NEWEST = 20_000;

const PERMISSION = "audit:read";
const input = z.object({});

/**
 * Verifies the newest entries of the workspace's own log and of the platform's about it. Not a query like others: it reads in both
 * stores, one after the other, since a transaction in each at once would take two connections.
 */
export const verifyAudit = verb(
  { name: "audit.verify", kind: "query", store: "tenant", actor: "tenant", permission: PERMISSION, input },
  async (ctx: Context, raw: z.input<typeof input>): Promise<LogReport[]> => {
    if (!ctx.can(PERMISSION)) throw new Forbidden(whyNot(PERMISSION, ctx), { permission: PERMISSION });
    parse(input, raw);
    return inTurn(ctx.tenantId, () => verifyLogs(ctx, { newest: NEWEST }));
  },
);
