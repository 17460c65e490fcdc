import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../../_components/props";
import { ContactForm } from "../_components/contact-form";
import { newContact } from "../_components/load-form";

export const metadata: Metadata = { title: "New contact" };

export default async function NewContactPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "contact:create");
  const form = await newContact(ctx, await searchParams);
  return (
    <>
      <PageBar title="New contact" parents={[{ label: "Contacts", href: "/contacts" }]} />
      <PageBody width="form">
        <ContactForm {...form} />
      </PageBody>
    </>
  );
}
