import { notFound } from "next/navigation";
import { pageContext } from "@/lib/kernel/page";

/** An address that no page of the workspace has: said inside its frame, and to its members alone. */
export default async function NoPage({ params }: { params: Promise<{ tenant: string }> }) {
  await pageContext(params);
  notFound();
}
