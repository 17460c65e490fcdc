import type { listContacts } from "@/lib/contacts/queries";
import { RelatedPanel } from "../../../_components/related-panel";

type Props = {
  contacts: Awaited<ReturnType<typeof listContacts>>;
  companyId: string;
  refusal: string | null;
};

/** The people at a company. */
export function ContactsPanel({ contacts, companyId, refusal }: Props) {
  return (
    <RelatedPanel
      title="Contacts"
      nothing="No contacts."
      total={contacts.total}
      allHref={`/contacts?f.company=${companyId}`}
      create={{ label: "New contact", href: `/contacts/new?company=${companyId}`, refusal }}
      rows={contacts.rows.map((contact) => ({
        id: contact.id,
        href: `/contacts/${contact.id}`,
        title: contact.name,
        detail: [contact.title, contact.email].filter(Boolean).join(" · "),
      }))}
    />
  );
}
