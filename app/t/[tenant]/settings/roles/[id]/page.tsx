import type { Metadata } from "next";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { type Context, whyNot } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import type { Permission } from "@/lib/rbac/permissions";
import type { RecordProps } from "../../../_components/props";
import { RoleEditor } from "../_components/editor";
import { RoleActions } from "../_components/role-actions";
import { RoleUse } from "../_components/role-use";
import { loadRole } from "./load";

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "role:read");
  return { title: (await loadRole(ctx, (await params).id)).role.name };
}

export default async function RolePage({ params }: RecordProps) {
  const ctx = await pageContext(params, "role:read");
  const { role, use, parents } = await loadRole(ctx, (await params).id);
  const refusal = (permission: Permission) => (ctx.can(permission) ? null : whyNot(permission, ctx));
  const cannotEdit = whyFixed(ctx, role) ?? refusal("role:update");
  return (
    <>
      <PageBar
        title={role.name}
        parents={[{ label: "Roles", href: "/settings/roles" }]}
        action={
          <RoleActions
            role={role}
            cannotCopy={refusal("role:create")}
            cannotDelete={refusal("role:delete")}
          />
        }
      />
      <RecordBody
        header={
          <PageHeader
            title={role.name}
            meta={
              <>
                <Badge>{role.isSystem ? "System role" : "Custom role"}</Badge>
                {role.above[0] && <span>Inherits from {role.above[0].name}</span>}
                {(role.isSystem || cannotEdit) && role.description && <span>{role.description}</span>}
                {cannotEdit && <span className="basis-full">{cannotEdit}</span>}
              </>
            }
          />
        }
        properties={<RoleUse use={use} />}
      >
        <RoleEditor
          // What is saved starts a new draft.
          key={role.version}
          values={role}
          above={role.above}
          names={role.names}
          parents={parents}
          editing={{ id: role.id, version: role.version }}
          fixed={cannotEdit !== null}
        />
      </RecordBody>
    </>
  );
}

/** Why nobody, or not this person, may change it, whatever their permissions. */
function whyFixed(ctx: Context, role: { id: string; isSystem: boolean }): string | null {
  if (role.isSystem)
    return "It is the same in every workspace and stays as it is. Copy it, and change the copy.";
  if (ctx.member?.roleIds.includes(role.id))
    return "You have this role yourself, or one that inherits from it: somebody else who manages roles has to change it.";
  return null;
}
