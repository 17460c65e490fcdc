import { PageHeader } from "@/components/ui/page-header";
import type { MemberPage } from "@/lib/members/get";
import { RoleBadge } from "../../_components/role-badge";
import { Standing } from "../../_components/standing";

export function MemberHeader({ member }: { member: MemberPage }) {
  const { name, status, canSignIn, roles } = member;
  return (
    <PageHeader
      title={name}
      meta={
        <>
          <Standing status={status} canSignIn={canSignIn} />
          {roles.map((role) => (
            <RoleBadge key={role.id} name={role.name} until={role.expiresAt} team={role.team} />
          ))}
        </>
      }
    />
  );
}
