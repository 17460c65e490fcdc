import Link from "next/link";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, RelativeTime } from "@/components/ui/values";
import { contactLabels as labels } from "@/lib/contacts/names";
import { Tags } from "../../_components/tags";
import type { Contact } from "./contact-header";

const link = "text-accent hover:underline";

export function ContactProperties({ contact }: { contact: Contact }) {
  const { email, phone, companyId, tags } = contact;
  return (
    <Card title="Details">
      <PropertyList
        items={[
          {
            label: labels.companyId,
            value: companyId && (
              <Link href={`/companies/${companyId}`} className={link}>
                {contact.company}
              </Link>
            ),
          },
          { label: labels.title, value: contact.title },
          {
            label: labels.email,
            value: email && (
              <a href={`mailto:${email}`} className={link}>
                {email}
              </a>
            ),
          },
          {
            label: labels.phone,
            value: phone && (
              <a href={`tel:${phone}`} className={link}>
                {phone}
              </a>
            ),
          },
          { label: labels.ownerId, value: contact.owner },
          { label: labels.tags, value: tags.length > 0 ? <Tags tags={tags} /> : null },
          { label: "Created", value: <DateText value={contact.createdAt} /> },
          { label: "Updated", value: <RelativeTime value={contact.updatedAt} /> },
          { label: "External id", value: contact.externalId },
        ]}
      />
    </Card>
  );
}
