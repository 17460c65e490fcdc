import { cookies } from "next/headers";
import type { ReactNode } from "react";
import type { Context } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { currentVisits } from "@/lib/support/queries";
import { noticeOf } from "@/lib/tenancy/lifecycle/standing";
import { addressOf, CONSOLE } from "@/lib/workspaces/addresses";
import { navigation } from "./_components/navigation";
import { StatusBanner } from "./_components/status-banner";
import { SupportBanner } from "./_components/support/support-banner";
import { VisitBanner } from "./_components/support/visit-banner";
import { WorkspaceShell } from "./_components/workspace-shell";

type Props = { params: Promise<{ tenant: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props) {
  const { tenant } = await pageContext(params);
  return { title: { default: tenant.name, template: `%s · ${tenant.name}` } };
}

/** The frame of a workspace. Whoever is not a member gets no further than this. */
export default async function WorkspaceLayout({ params, children }: Props) {
  const [ctx, jar] = await Promise.all([pageContext(params), cookies()]);
  const { tenant, support } = ctx;
  const notice = noticeOf(tenant, ctx.now);
  const consoleUrl = addressOf(CONSOLE, `/tenants/${tenant.id}`);
  return (
    <WorkspaceShell
      workspace={tenant.name}
      person={personOf(ctx)}
      consoleUrl={support && consoleUrl}
      nav={navigation(ctx)}
      format={{ ...tenant.settings, now: ctx.now.toISOString() }}
      railCollapsed={jar.get("rail")?.value === "narrow"}
    >
      {support ? (
        <SupportBanner support={support} workspace={tenant.name} consoleUrl={consoleUrl} />
      ) : (
        <VisitBanner
          initial={tenant.isVisited ? await currentVisits(ctx, undefined) : []}
          canEnd={ctx.can("workspace:update")}
        />
      )}
      {notice && <StatusBanner notice={notice} />}
      {children}
    </WorkspaceShell>
  );
}

/** Whoever is signed in: a member with their roles, or the platform's support. */
function personOf({ member, support, user }: Context) {
  if (support) return { name: support.name, email: user?.email ?? "", role: "Support" };
  return {
    name: member?.displayName ?? "",
    email: member?.email ?? "",
    role: member?.roleNames.join(", ") ?? "",
  };
}
