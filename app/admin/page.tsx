import { redirect } from "next/navigation";
import { operatorContext } from "@/lib/kernel/page";

export default async function ConsolePage() {
  await operatorContext();
  redirect("/tenants");
}
