import { SearchX } from "lucide-react";
import { PageBar } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFoundPage() {
  return (
    <>
      <title>Not found</title>
      <PageBar title="Not found" />
      <EmptyState
        icon={SearchX}
        title="There is nothing here"
        actions={<LinkButton href="/tenants">Tenants</LinkButton>}
      >
        This page does not exist, or the tenant was erased: the audit log has its receipt.
      </EmptyState>
    </>
  );
}
