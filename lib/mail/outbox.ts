import type { z } from "zod";
import type { ControlTx } from "@/db/control";
import { outbox } from "@/db/schema/control";
import type { templates } from "./templates";

type Templates = typeof templates;
export type MailKind = keyof Templates;

type NewMail<Kind extends MailKind> = {
  tenantId: string | null;
  kind: Kind;
  recipient: string;
  /** What the template needs, and never a secret: links with one are made when the mail is shown or sent. */
  payload: z.input<Templates[Kind]["payload"]>;
  /** Of two with one key, the second is not written. */
  key: string;
};

/** Puts a mail into the outbox, in the transaction of what it is about: it goes out if that is saved, and only then. */
export async function queueMail<Kind extends MailKind>(tx: ControlTx, mail: NewMail<Kind>): Promise<void> {
  const { tenantId, kind, recipient, payload, key } = mail;
  await tx
    .insert(outbox)
    .values({ tenantId, kind: `mail.${kind}`, recipient, payload, idempotencyKey: `${kind}:${key}` })
    .onConflictDoNothing({ target: outbox.idempotencyKey });
}
