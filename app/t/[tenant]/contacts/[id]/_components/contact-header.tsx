import { Mail, Phone } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { getContact } from "@/lib/contacts/queries";

export type Contact = Awaited<ReturnType<typeof getContact>>;

/** Who it is, and the two ways to reach them. */
export function ContactHeader({ contact }: { contact: Contact }) {
  const { name, title, company, email, phone } = contact;
  return (
    <PageHeader
      lead={<Avatar name={name} size="lg" />}
      title={name}
      meta={[title, company].filter(Boolean).join(", ")}
      actions={
        <>
          {email && (
            <LinkButton href={`mailto:${email}`}>
              <Mail aria-hidden />
              E-mail
            </LinkButton>
          )}
          {phone && (
            <LinkButton href={`tel:${phone}`}>
              <Phone aria-hidden />
              Call
            </LinkButton>
          )}
        </>
      }
    />
  );
}
