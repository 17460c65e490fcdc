import { Check, Minus } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { explainHref } from "@/lib/access/address";
import type { Abilities as Loaded } from "@/lib/members/abilities";
import type { Permission } from "@/lib/rbac/permissions";

type Props = { name: string; memberId: string; abilities: Loaded };
type Ability = Loaded["abilities"][number];

const titles: Record<string, string> = {
  company: "Companies",
  contact: "Contacts",
  deal: "Deals",
  activity: "Activities",
  product: "Products",
  pipeline: "Pipelines",
  import: "Imports",
  export: "Exports",
  member: "People",
  role: "Roles",
  team: "Teams",
  access: "Access",
  audit: "Audit log",
  workspace: "Workspace",
};

const resourceIn = (permission: string): string => permission.slice(0, permission.indexOf(":"));

/** What a person can do, resource by resource, in sentences, and where each comes from. */
export function Abilities({ name, memberId, abilities: { gates, abilities } }: Props) {
  const groups = Map.groupBy(abilities, ({ permission }) => resourceIn(permission));
  return (
    <Card title={`What ${name} can do`} flush>
      {gates.map((message) => (
        <p key={message} className="border-b bg-warn-soft px-4 py-2 text-sm">
          {message}
        </p>
      ))}
      <div className="divide-y">
        {[...groups].map(([resource, all]) => (
          <div key={resource} className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <h3 className="py-0.5 font-medium text-sm">{titles[resource] ?? resource}</h3>
            <ul className="grid gap-0.5">
              {all.map((ability) => (
                <Line key={ability.permission} ability={ability} memberId={memberId} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Card>
  );
}

function Line({ ability, memberId }: { ability: Ability; memberId: string }) {
  const { permission, description, isPossible, rules } = ability;
  const Icon = isPossible ? Check : Minus;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 text-sm">
      <Icon aria-hidden className={`mt-1 size-4 ${isPossible ? "text-accent" : "text-faint"}`} />
      <div className="min-w-0">
        <span className="sr-only">{isPossible ? "May: " : "May not: "}</span>
        <Link
          href={explainHref(permission as Permission, { memberId })}
          className={cn("inline-flex min-h-6 items-center hover:underline", !isPossible && "text-muted")}
        >
          {description}
        </Link>
        {rules.length > 0 && (
          <ul className="text-muted text-xs">
            {rules.map((rule) => (
              <li key={rule.key} className="flex min-h-6 flex-wrap items-center gap-x-1">
                {rule.effect === "deny" && <span className="text-danger">Not</span>}
                {rule.says !== description && <span>{rule.says} ·</span>}
                {rule.from.href ? (
                  <Link
                    href={rule.from.href}
                    className="inline-flex min-h-6 items-center underline underline-offset-2"
                  >
                    {rule.from.words}
                  </Link>
                ) : (
                  rule.from.words
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
