import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { compareRoles, listRoles } from "@/lib/roles/queries";
import type { ListProps } from "../../../_components/props";
import { ComparePicker } from "../_components/compare-picker";
import { CompareTable } from "../_components/compare-table";

export const metadata: Metadata = { title: "Compare roles" };

/** `?left=` and `?right=` are the roles; `?all=1` shows what is the same, too. */
export default async function CompareRolesPage({ params, searchParams }: ListProps) {
  const [ctx, query] = await Promise.all([pageContext(params, "role:read"), searchParams]);
  const roles = await listRoles(ctx, {});
  const one = (key: string) => (typeof query[key] === "string" ? query[key] : "");
  const [left, right] = [one("left"), one("right")];
  const both = left && right ? await orNotFound(compareRoles(ctx, { left, right })) : null;
  return (
    <>
      <PageBar title="Compare roles" parents={[{ label: "Roles", href: "/settings/roles" }]} />
      <PageBody>
        <ComparePicker roles={roles} left={left} right={right} all={one("all") === "1"} />
        {both ? (
          <CompareTable {...both} all={one("all") === "1"} />
        ) : (
          <EmptyState title="Choose two roles">What one allows and the other does not is marked.</EmptyState>
        )}
      </PageBody>
    </>
  );
}
