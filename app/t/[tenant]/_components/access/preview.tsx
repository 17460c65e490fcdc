"use client";

import { Minus, Plus } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { useFormat } from "@/components/ui/format-context";
import type { Change, Preview } from "@/lib/access/preview";
import { formatNumber } from "@/lib/format/number";
import { changeInWords } from "./change-words";

export type { Preview };

/** The consequences of a change that is not saved yet, person by person. What is lost comes first. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const { locale } = useFormat();
  return (
    <section aria-label="Who gains and who loses what" className="grid gap-3 text-sm">
      <p role="status" className="font-medium">
        {summary(preview)}
      </p>
      {preview.members.length > 0 && (
        <ul className="divide-y divide-line rounded-md border">
          {preview.members.map(({ id, name, gains, losses }) => (
            <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 px-3 py-2">
              <Avatar name={name} size="sm" />
              <div className="min-w-0">
                <p className="font-medium">{name}</p>
                <Changes kind="loses" changes={losses} />
                <Changes kind="gains" changes={gains} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {preview.more > 0 && (
        <p className="text-muted">
          {preview.more === 1
            ? "And 1 more person."
            : `And ${formatNumber(preview.more, locale)} more people.`}
        </p>
      )}
    </section>
  );
}

const looks = {
  loses: { Icon: Minus, tone: "text-danger", lead: "Can no longer" },
  gains: { Icon: Plus, tone: "text-accent", lead: "Can now" },
};

function Changes({ kind, changes }: { kind: keyof typeof looks; changes: readonly Change[] }) {
  const { locale } = useFormat();
  const { Icon, tone, lead } = looks[kind];
  if (changes.length === 0) return null;
  return (
    <ul className="mt-0.5">
      {changes.map((change) => (
        <li key={`${change.permission} ${change.field ?? ""}`} className="flex items-start gap-1.5">
          <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
          <span className="min-w-0">
            {lead} {changeInWords(change, locale)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function summary({ members, more }: Preview): string {
  if (members.length + more === 0) return "Nobody gains or loses anything by this.";
  const lose = members.filter((member) => member.losses.length > 0).length;
  const gain = members.filter((member) => member.gains.length > 0).length;
  if (more > 0) return `This changes what ${members.length + more} people may do.`;
  const parts = [
    lose > 0 && `${people(lose, "loses", "lose")} access`,
    gain > 0 && `${people(gain, "gains", "gain")} access`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

const people = (count: number, one: string, many: string): string =>
  count === 1 ? `1 person ${one}` : `${count} people ${many}`;
