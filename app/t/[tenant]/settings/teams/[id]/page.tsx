import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { PageHeader } from "@/components/ui/page-header";
import type { Context } from "@/lib/kernel";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { getTeam, teamRoleChoices } from "@/lib/teams/queries";
import type { RecordProps } from "../../../_components/props";
import { refusalsOf } from "../../../_components/refusals";
import { NewTeam } from "../_components/new-team";
import { Inherited } from "./_components/inherited";
import { People } from "./_components/people";
import { TeamActions } from "./_components/team-actions";
import { TeamProperties } from "./_components/team-properties";
import { TeamRoles } from "./_components/team-roles";

const load = cache((ctx: Context, id: string) => orNotFound(getTeam(ctx, { id })));

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "team:read");
  return { title: (await load(ctx, (await params).id)).name };
}

/** One team: its people, what it gives them, and what comes from above. */
export default async function TeamPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "team:read");
  const team = await load(ctx, (await params).id);
  const refusals = refusalsOf(ctx, "team");
  const choices = await teamRoleChoices(ctx, {});
  return (
    <>
      <PageBar
        title={team.name}
        parents={[{ label: "Teams", href: "/settings/teams" }]}
        action={<TeamActions team={team} refusals={refusals} />}
      >
        <NewTeam parent={team} disabledReason={refusals.create} />
      </PageBar>
      <RecordBody
        header={<PageHeader title={team.name} meta={<Path above={team.above} />} />}
        properties={<TeamProperties team={team} />}
      >
        <People teamId={team.id} team={team.name} people={team.people} disabledReason={refusals.update} />
        <TeamRoles
          teamId={team.id}
          team={team.name}
          roles={team.roles}
          choices={choices}
          disabledReason={refusals.update}
        />
        <Inherited roles={team.inherited} />
      </RecordBody>
    </>
  );
}

function Path({ above }: { above: { id: string; name: string }[] }) {
  if (above.length === 0) return <span>At the top</span>;
  return (
    <ol aria-label="Teams above" className="flex flex-wrap gap-x-2">
      {above.map(({ id, name }) => (
        <li key={id} className="after:ml-2 after:text-faint after:content-['/'] last:after:content-none">
          <Link href={`/settings/teams/${id}`} className="hover:text-ink hover:underline">
            {name}
          </Link>
        </li>
      ))}
    </ol>
  );
}
