import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { listRoles } from "@/lib/roles/queries";

type Props = {
  title: string;
  roles: Awaited<ReturnType<typeof listRoles>>;
  /** The ids of the roles that the reader has, by whichever way. */
  mine: readonly string[];
};

/** Roles with what they inherit from, and how many people have each. */
export function RolesTable({ title, roles, mine }: Props) {
  return (
    <Card title={title} flush>
      {roles.length === 0 ? (
        <p className="px-4 py-3 text-muted text-sm">
          None yet. Copy a system role and change the copy, or make a new one.
        </p>
      ) : (
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b bg-surface text-left text-muted text-xs">
              <th scope="col" className="px-4 py-2 font-medium">
                Role
              </th>
              <th scope="col" className="px-3 py-2 font-medium max-sm:hidden">
                Inherits from
              </th>
              <th scope="col" className="w-20 px-4 py-2 text-right font-medium">
                People
              </th>
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => (
              <tr key={role.id} className="border-b align-top last:border-0 hover:bg-hover">
                <td className="px-4 py-2">
                  <span className="flex flex-wrap items-center gap-2">
                    <Link href={`/settings/roles/${role.id}`} className="font-medium hover:underline">
                      {role.name}
                    </Link>
                    {mine.includes(role.id) && <Badge tone="accent">You</Badge>}
                  </span>
                  {role.description && <span className="block text-muted">{role.description}</span>}
                </td>
                <td className="px-3 py-2 text-muted max-sm:hidden">{role.parent ?? "—"}</td>
                <td className="px-4 py-2 text-right tabular-nums">
                  <Link
                    href={`/settings/members?f.role=${role.slug}`}
                    aria-label={
                      role.people === 1
                        ? `1 person has ${role.name}`
                        : `${role.people} people have ${role.name}`
                    }
                    className="inline-flex min-h-6 min-w-6 items-center justify-end hover:underline"
                  >
                    {role.people}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
