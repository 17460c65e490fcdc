import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { anyHostContext } from "@/lib/kernel/page";
import { addressOf } from "@/lib/workspaces/addresses";
import { SignUp } from "../_components/sign-up";

export const metadata: Metadata = { title: "Create an account" };

/** Accounts are above workspaces, so they are made at the apex. */
export default async function SignUpPage() {
  const ctx = await anyHostContext();
  if (ctx.host === "admin") notFound();
  if (ctx.tenant) redirect(addressOf(null, "/sign-up"));
  if (ctx.user) redirect("/workspaces");
  return <SignUp to="/workspaces" />;
}
