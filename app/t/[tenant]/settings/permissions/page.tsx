import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { PageHeader } from "@/components/ui/page-header";
import { pageContext } from "@/lib/kernel/page";
import { roleNames } from "@/lib/rbac/roles";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { PermissionTable } from "./_components/permission-table";

export const metadata: Metadata = { title: "Roles and permissions" };

export default async function PermissionsPage({ params }: ListProps) {
  const ctx = await pageContext(params, "role:read");
  const roles = ctx.member?.roles ?? [];
  return (
    <>
      <PageBar title="Settings" tabs={settingsTabs("/settings/permissions")} />
      <PageBody>
        <PageHeader
          title="What you can do"
          meta={
            ctx.support
              ? "You are here as support. What you can do depends on what the people of this workspace allow."
              : roles.length > 0
                ? `Your role is ${roleNames(roles)}. An owner or an admin can change it.`
                : "You have no role yet. An owner or an admin can give you one."
          }
        />
        <PermissionTable can={ctx.can} roles={roles} />
      </PageBody>
    </>
  );
}
