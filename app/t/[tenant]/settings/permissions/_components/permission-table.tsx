import { Check, Minus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { type Permission, type PermissionEntry, permissions } from "@/lib/rbac/permissions";
import { systemRoleSlugs, systemRoles } from "@/lib/rbac/roles";

type Props = { can: (permission: Permission) => boolean; roles: readonly string[] };

const columns = systemRoleSlugs.map((slug) => systemRoles[slug]);
const resources = [...new Set(permissions.map((permission) => permission.resource))];

/** Every permission in words: whether this person has it, and which role comes with it. */
export function PermissionTable({ can, roles }: Props) {
  return (
    <section
      aria-label="Permissions by role"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b bg-surface text-left text-muted text-xs">
            <th scope="col" className="px-4 py-2 font-medium">
              Permission
            </th>
            <th scope="col" className="px-3 py-2 text-center font-semibold text-ink">
              You
            </th>
            {columns.map(({ slug, name, description }) => (
              <th
                key={slug}
                scope="col"
                title={description}
                className={cn("px-3 py-2 text-center font-medium", roles.includes(slug) && "text-ink")}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {resources.map((resource) => (
          <tbody key={resource} className="border-b last:border-0">
            {permissions
              .filter((permission) => permission.resource === resource)
              .map((permission) => (
                <Row key={permission.name} permission={permission} mine={can(permission.name)} />
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Row({ permission, mine }: { permission: PermissionEntry; mine: boolean }) {
  return (
    <tr className="hover:bg-hover">
      <th scope="row" className="min-w-56 px-4 py-1.5 text-left font-normal">
        {permission.description}
      </th>
      <Mark yes={mine} strong />
      {columns.map(({ slug, permissions: allowed }) => (
        <Mark key={slug} yes={allowed.has(permission.name)} />
      ))}
    </tr>
  );
}

function Mark({ yes, strong }: { yes: boolean; strong?: boolean }) {
  const Icon = yes ? Check : Minus;
  return (
    <td className="px-3 py-1.5 text-center">
      <Icon
        role="img"
        aria-label={yes ? "Yes" : "No"}
        className={cn("inline size-4", yes ? (strong ? "text-accent" : "text-ink") : "text-faint")}
      />
    </td>
  );
}
