import { redirect } from "next/navigation";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../../_components/props";

/** Where roles were before they had pages of their own: people have links to it. */
export default async function PermissionsPage({ params }: ListProps) {
  await pageContext(params);
  redirect("/settings/roles");
}
