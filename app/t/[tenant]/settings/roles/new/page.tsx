import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { pageContext } from "@/lib/kernel/page";
import { listRoles } from "@/lib/roles/queries";
import type { ListProps } from "../../../_components/props";
import { RoleEditor } from "../_components/editor";

export const metadata: Metadata = { title: "New role" };

const nothing = { name: "", description: null, parentRoleId: null, rules: [] };

export default async function NewRolePage({ params }: ListProps) {
  const ctx = await pageContext(params, "role:create");
  const roles = await listRoles(ctx, {});
  return (
    <>
      <PageBar title="New role" parents={[{ label: "Roles", href: "/settings/roles" }]} />
      <PageBody>
        <RoleEditor values={nothing} above={[]} names={{}} parents={roles} />
      </PageBody>
    </>
  );
}
