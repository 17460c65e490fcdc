import { Lock } from "lucide-react";
import { PageBar } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { WhyHere, WhyLink } from "./_components/access/why-here";

/** Of a page whose permission this person lacks: it leads to why, and to who can help. */
export default function ForbiddenPage() {
  return (
    <>
      <title>Not allowed</title>
      <PageBar title="Not allowed" />
      <EmptyState
        icon={Lock}
        title="You may not open this page"
        actions={
          <>
            <WhyLink />
            <LinkButton href="/settings/members">Who to ask</LinkButton>
          </>
        }
      >
        <WhyHere />
      </EmptyState>
    </>
  );
}
