import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/values";
import type { GivenRole } from "./types";

/** The roles that the people of this team have because it stands inside others. */
export function Inherited({ roles }: { roles: GivenRole[] }) {
  if (roles.length === 0) return null;
  return (
    <Card flush title="Roles from above">
      <ul className="divide-y">
        {roles.map(({ roleId, name, teamId, team, expiresAt }) => (
          <li
            key={`${teamId} ${roleId}`}
            className="flex min-h-11 flex-wrap items-center gap-x-3 px-4 py-2 text-sm"
          >
            <Link
              href={`/settings/roles/${roleId}`}
              className="min-w-0 flex-1 truncate font-medium hover:underline"
            >
              {name}
            </Link>
            <span className="text-muted">
              from{" "}
              <Link href={`/settings/teams/${teamId}`} className="underline hover:text-ink">
                {team}
              </Link>
            </span>
            {expiresAt && (
              <span className="text-muted">
                until <DateText value={expiresAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
