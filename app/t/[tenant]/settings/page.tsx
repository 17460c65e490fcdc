import { redirect } from "next/navigation";
import { pageContext } from "@/lib/kernel/page";

export default async function SettingsPage({ params }: { params: Promise<{ tenant: string }> }) {
  await pageContext(params);
  redirect("/settings/members");
}
