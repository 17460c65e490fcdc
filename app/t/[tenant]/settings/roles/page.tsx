import { Scale } from "lucide-react";
import type { Metadata } from "next";
import { CreateLink } from "@/components/records/create-link";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { whyNot } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { listRoles } from "@/lib/roles/queries";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { RolesTable } from "./_components/roles-table";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage({ params }: ListProps) {
  const ctx = await pageContext(params, "role:read");
  const roles = await listRoles(ctx, {});
  const cannotCreate = ctx.can("role:create") ? null : whyNot("role:create", ctx);
  const [system, custom] = [roles.filter((role) => role.isSystem), roles.filter((role) => !role.isSystem)];
  return (
    <>
      <PageBar
        title="Settings"
        tabs={settingsTabs("/settings/roles")}
        action={
          <>
            <LinkButton variant="ghost" href="/settings/roles/compare">
              <Scale aria-hidden />
              <span className="max-sm:sr-only">Compare</span>
            </LinkButton>
            <CreateLink href="/settings/roles/new" label="New role" disabledReason={cannotCreate} />
          </>
        }
      />
      <PageBody>
        <PageHeader
          title="Roles"
          meta="What people may do comes from their roles. The system's are the same in every workspace; copy one to change it."
        />
        <div className="grid gap-6">
          <RolesTable title="Roles of this workspace" roles={custom} mine={ctx.member?.roleIds ?? []} />
          <RolesTable title="System roles" roles={system} mine={ctx.member?.roleIds ?? []} />
        </div>
      </PageBody>
    </>
  );
}
