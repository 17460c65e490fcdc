import { SearchX } from "lucide-react";
import { PageBar } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Of a record that does not exist, was deleted, or is another workspace's: the three look the same. */
export default function NotFoundPage() {
  return (
    <>
      <title>Not found</title>
      <PageBar title="Not found" />
      <EmptyState
        icon={SearchX}
        title="There is nothing here"
        actions={<LinkButton href="/">Dashboard</LinkButton>}
      >
        This page or record does not exist, or it was deleted. Search with Ctrl K finds what there is.
      </EmptyState>
    </>
  );
}
