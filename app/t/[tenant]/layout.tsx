import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { pageContext } from "@/lib/kernel/page";
import { roleNames } from "@/lib/rbac/roles";
import { navigation } from "./_components/navigation";
import { SuspendedBanner } from "./_components/suspended-banner";
import { WorkspaceShell } from "./_components/workspace-shell";

type Props = { params: Promise<{ tenant: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props) {
  const { tenant } = await pageContext(params);
  return { title: { default: tenant.name, template: `%s · ${tenant.name}` } };
}

/** The frame of a workspace. Whoever is not a member gets no further than this. */
export default async function WorkspaceLayout({ params, children }: Props) {
  const [ctx, jar] = await Promise.all([pageContext(params), cookies()]);
  const { tenant, member } = ctx;
  const person = {
    name: member?.displayName ?? "",
    email: member?.email ?? "",
    role: roleNames(member?.roles ?? []),
  };
  return (
    <WorkspaceShell
      workspace={tenant.name}
      person={person}
      nav={navigation(ctx)}
      format={{ ...tenant.settings, now: ctx.now.toISOString() }}
      railCollapsed={jar.get("rail")?.value === "narrow"}
    >
      {tenant.status === "suspended" && <SuspendedBanner />}
      {children}
    </WorkspaceShell>
  );
}
