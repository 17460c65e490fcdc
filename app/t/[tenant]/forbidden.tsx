import { Lock } from "lucide-react";
import { PageBar } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Of a page whose permission this person lacks: it says who can help. */
export default function ForbiddenPage() {
  return (
    <>
      <title>Not allowed</title>
      <PageBar title="Not allowed" />
      <EmptyState
        icon={Lock}
        title="Your role does not allow this page"
        actions={
          <>
            <LinkButton href="/settings/permissions">What you can do</LinkButton>
            <LinkButton href="/settings/members">Who to ask</LinkButton>
          </>
        }
      >
        An owner or an admin of this workspace can give you a role that does. Nothing was changed.
      </EmptyState>
    </>
  );
}
