import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/values";
import type { MemberPage } from "@/lib/members/get";

/** The teams that somebody is in; they are changed on the team's own page. */
export function TeamsCard({ teams }: { teams: MemberPage["teams"] }) {
  return (
    <Card title="Teams" flush>
      {teams.length === 0 ? (
        <p className="px-4 py-3 text-muted text-sm">
          In no team. People are added on the page of a team, under{" "}
          <Link href="/settings/teams" className="text-accent underline underline-offset-2">
            Teams
          </Link>
          .
        </p>
      ) : (
        <ul className="divide-y">
          {teams.map((team) => (
            <li key={team.id} className="flex flex-wrap items-center gap-2 px-4 py-2 text-sm">
              <Link href={`/settings/teams/${team.id}`} className="font-medium hover:underline">
                {team.name}
              </Link>
              {team.role === "lead" && <Badge tone="accent">Lead</Badge>}
              <span className="text-muted text-xs">
                Since <DateText value={team.joinedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
