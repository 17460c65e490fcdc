import { and, desc, eq, like } from "drizzle-orm";
import { z } from "zod";
import { outbox, tenants } from "@/db/schema/control";
import { env } from "@/lib/env";
import { defineControlQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { renderMail } from "./templates";

const SHOWN = 50;

/**
 * The last mails, newest first, as they are sent: for development and tests, on this machine alone.
 * @throws NotFound where the outbox is not shown (OUTBOX_PAGE)
 */
export const listOutbox = defineControlQuery({
  name: "mail.outbox",
  permission: "anyone",
  input: z.object({ to: z.string().trim().toLowerCase().max(254).optional() }),
  run: async ({ tx, input: { to } }) => {
    if (!env.OUTBOX_PAGE) throw new NotFound("This page is not here.");
    const rows = await tx
      .select({
        id: outbox.id,
        kind: outbox.kind,
        recipient: outbox.recipient,
        payload: outbox.payload,
        state: outbox.state,
        workspace: tenants.name,
        createdAt: outbox.createdAt,
      })
      .from(outbox)
      .leftJoin(tenants, eq(tenants.id, outbox.tenantId))
      .where(and(like(outbox.kind, "mail.%"), to ? eq(outbox.recipient, to) : undefined))
      .orderBy(desc(outbox.createdAt), desc(outbox.id))
      .limit(SHOWN);
    return rows.map(({ payload, ...row }) => ({ ...row, mail: renderMail(row.kind, payload) }));
  },
});
