import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { EmptyState } from "@/components/ui/empty-state";
import { signedInContext } from "@/lib/kernel/page";
import { addressSuffix } from "@/lib/workspaces/addresses";
import { listDeletedWorkspaces } from "@/lib/workspaces/deleted";
import { listMyWorkspaces } from "@/lib/workspaces/queries";
import { DeletedWorkspaces } from "./_components/deleted-workspaces";

export const metadata: Metadata = { title: "Your workspaces" };

export default async function WorkspacesPage() {
  const ctx = await signedInContext();
  const [workspaces, deleted] = await Promise.all([
    listMyWorkspaces(ctx, undefined),
    listDeletedWorkspaces(ctx, undefined),
  ]);
  return (
    <div className="mx-auto grid max-w-160 gap-6 px-4 py-12">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="text-xl">Your workspaces</h1>
          <p className="text-muted text-sm">Signed in as {ctx.user?.email}</p>
        </div>
        <LinkButton href="/workspaces/new" variant="primary">
          Create a workspace
        </LinkButton>
      </div>
      {workspaces.length === 0 ? (
        <div className="rounded-lg border">
          <EmptyState icon={Building2} title="You are in no workspace yet">
            Create one, or ask a colleague to add you to theirs with {ctx.user?.email}.
          </EmptyState>
        </div>
      ) : (
        <ul className="divide-y rounded-lg border">
          {workspaces.map(({ slug, name }) => (
            <li key={slug} className="flex min-h-14 items-center gap-3 px-4 py-2">
              <Avatar name={name} square />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{name}</p>
                <p className="truncate font-mono text-muted text-xs">
                  {slug}
                  {addressSuffix}
                </p>
              </div>
              {/* An ordinary link: it leads to another host, and must not be fetched ahead. */}
              <a href={`/open/${slug}`} className={buttonStyles()}>
                Open<span className="sr-only"> {name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {deleted.length > 0 && <DeletedWorkspaces workspaces={deleted} />}
    </div>
  );
}
