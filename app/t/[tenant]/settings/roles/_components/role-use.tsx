import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { DateText } from "@/components/ui/values";
import type { getRoleUse } from "@/lib/roles/queries";

type Use = Awaited<ReturnType<typeof getRoleUse>>;

/** Who has the role, which teams give it, and which roles inherit from it. */
export function RoleUse({ use }: { use: Use }) {
  const { people, total, teams, heirs, grants } = use;
  return (
    <>
      <Card title={`Who has it (${total})`}>
        {people.length === 0 ? (
          <p className="text-muted text-sm">Nobody yet.</p>
        ) : (
          <ul className="grid gap-1">
            {people.map(({ id, name, direct, until, forTeam }) => (
              <li key={id} className="flex min-w-0 items-center gap-2 text-sm">
                <Avatar name={name} size="sm" />
                <Link href={`/settings/members/${id}`} className="min-w-0 truncate hover:underline">
                  {name}
                </Link>
                <span className="ml-auto shrink-0 text-muted text-xs">
                  {direct ? forTeam && `for ${forTeam}` : "by team"}
                  {until && (
                    <>
                      {" "}
                      until <DateText value={until} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        {total > people.length && (
          <p className="mt-2 text-muted text-sm">And {total - people.length} more.</p>
        )}
      </Card>
      {teams.length > 0 && (
        <Card title="Teams that give it">
          <ul className="grid gap-1 text-sm">
            {teams.map(({ id, name, until }) => (
              <li key={id} className="flex gap-2">
                <Link href={`/settings/teams/${id}`} className="min-w-0 truncate hover:underline">
                  {name}
                </Link>
                {until && (
                  <span className="ml-auto shrink-0 text-muted text-xs">
                    until <DateText value={until} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {heirs.length > 0 && (
        <Card title="Roles that inherit from it">
          <ul className="grid gap-1 text-sm">
            {heirs.map(({ id, name }) => (
              <li key={id}>
                <Link href={`/settings/roles/${id}`} className="hover:underline">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {grants > 0 && (
        <p className="text-muted text-sm">
          {grants === 1 ? "1 record is shared with it." : `${grants} records are shared with it.`}
        </p>
      )}
    </>
  );
}
