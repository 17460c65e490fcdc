import type { Metadata } from "next";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { memberAbilities } from "@/lib/members/abilities";
import type { RecordProps } from "../../../_components/props";
import { Abilities } from "./_components/abilities";
import { MemberActions } from "./_components/member-actions";
import { MemberHeader } from "./_components/member-header";
import { OverridesCard } from "./_components/overrides-card";
import { Profile } from "./_components/profile";
import { RolesCard } from "./_components/roles-card";
import { TeamsCard } from "./_components/teams-card";
import { loadMemberPage, refusalsFor } from "./load";

export const metadata: Metadata = { title: "Person" };

/** One person: who they are here, what they were given, and what they can do with it. */
export default async function MemberPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "member:read");
  const { id } = await params;
  const { member, presence, gifts } = await orNotFound(loadMemberPage(ctx, id));
  const refusals = refusalsFor(ctx, member);
  return (
    <>
      <PageBar
        title={member.name}
        parents={[{ label: "People", href: "/settings/members" }]}
        action={<MemberActions id={id} name={member.name} status={member.status} refusals={refusals} />}
      />
      <RecordBody
        header={<MemberHeader member={member} />}
        properties={<Profile member={member} presence={presence} />}
      >
        <RolesCard memberId={id} roles={member.roles} gifts={gifts} refusal={refusals.roles} />
        {member.overrides && (
          <OverridesCard memberId={id} overrides={member.overrides} refusal={refusals.roles} />
        )}
        <TeamsCard teams={member.teams} />
        {refusals.abilities === null && (
          <WhenReady loading={memberAbilities(ctx, { id })} fallback={<Skeleton className="h-40 w-full" />}>
            {(abilities) => <Abilities name={member.name} abilities={abilities} memberId={id} />}
          </WhenReady>
        )}
      </RecordBody>
    </>
  );
}
