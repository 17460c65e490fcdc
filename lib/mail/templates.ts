import { invitationMail } from "@/lib/invitations/mail";
import type { Mail } from "./layout";

export const templates = { invitation: invitationMail };

/** The mail behind a row of the outbox; null for a kind, or a payload, that this version does not know. */
export function renderMail(kind: string, payload: unknown): Mail | null {
  const name = kind.replace(/^mail\./, "");
  if (!(name in templates)) return null;
  const template = templates[name as keyof typeof templates];
  const parsed = template.payload.safeParse(payload);
  return parsed.success ? template.render(parsed.data) : null;
}
