import Link from "next/link";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, RelativeTime } from "@/components/ui/values";
import { contactLabels as labels } from "@/lib/contacts/names";
import { propertyOf } from "../../../_components/locked";
import { Tags } from "../../_components/tags";
import type { Contact } from "./contact-header";

const link = "text-accent hover:underline";

export function ContactProperties({ contact }: { contact: Contact }) {
  const { email, phone, companyId, tags } = contact;
  const property = propertyOf(contact);
  return (
    <Card title="Details">
      <PropertyList
        items={[
          property(
            "companyId",
            labels.companyId,
            companyId && (
              <Link href={`/companies/${companyId}`} className={link}>
                {contact.company}
              </Link>
            ),
          ),
          property("title", labels.title, contact.title),
          property(
            "email",
            labels.email,
            email && (
              <a href={`mailto:${email}`} className={link}>
                {email}
              </a>
            ),
          ),
          property(
            "phone",
            labels.phone,
            phone && (
              <a href={`tel:${phone}`} className={link}>
                {phone}
              </a>
            ),
          ),
          property("ownerId", labels.ownerId, contact.owner),
          property("tags", labels.tags, tags && tags.length > 0 ? <Tags tags={tags} /> : null),
          property("createdAt", "Created", <DateText value={contact.createdAt} />),
          property("updatedAt", "Updated", <RelativeTime value={contact.updatedAt} />),
          { label: "External id", value: contact.externalId },
        ]}
      />
    </Card>
  );
}
