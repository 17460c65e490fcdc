import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import type { RecordProps } from "../../../_components/props";
import { ContactForm } from "../../_components/contact-form";
import { existingContact } from "../../_components/load-form";

export const metadata: Metadata = { title: "Edit contact" };

export default async function EditContactPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "contact:update");
  const { id } = await params;
  const { name, refusal, ...form } = await orNotFound(existingContact(ctx, id));
  if (refusal) forbidden();
  const parents = [
    { label: "Contacts", href: "/contacts" },
    { label: name, href: `/contacts/${id}` },
  ];
  return (
    <>
      <PageBar title="Edit" parents={parents} />
      <PageBody width="form">
        <ContactForm {...form} />
      </PageBody>
    </>
  );
}
