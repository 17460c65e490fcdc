"use client";

import { Shield, Users, X } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { toastDone } from "@/components/ui/toast";
import { DateText } from "@/components/ui/values";
import { actionsInWords } from "@/lib/sharing/names";
import { usePreviewed } from "../access/use-previewed";
import { type Share, type Shared, sharingOf } from "./verbs";

type Props = Shared & { shares: Share[]; onChanged: () => Promise<void> };

/** Who has been given access to this record, and taking it back. */
export function ShareList({ shares, ...record }: Props) {
  return (
    <section aria-labelledby="shared-with">
      <h3 id="shared-with" className="text-base">
        Given access
      </h3>
      {shares.length === 0 ? (
        <p className="mt-1 text-muted text-sm">Nobody has been given access to it by name.</p>
      ) : (
        <ul className="mt-2 divide-y rounded-md border">
          {shares.map((share) => (
            <Row key={share.id} share={share} {...record} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ share, resource, id, onChanged }: Omit<Props, "shares"> & { share: Share }) {
  const { to, actions, effect, expiresAt, reason, by } = share;
  const { run, pending, dialog } = usePreviewed();
  const verbs = sharingOf[resource];
  const remove = () =>
    run({
      rehearse: () => verbs.rehearseUnshare({ id, grantId: share.id }),
      save: () => verbs.unshare({ id, grantId: share.id }),
      title: `Take back what ${to.name} was given?`,
      confirm: "Take access",
      danger: true,
      done: () => {
        toastDone(`${to.name} is not given access any more`);
        void onChanged();
      },
    });
  return (
    <li className="flex items-center gap-3 px-3 py-2 text-sm" aria-busy={pending}>
      <Mark kind={to.kind} name={to.name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="truncate font-medium">{to.name}</span>
          <span className="text-muted">{kinds[to.kind]}</span>
          {effect === "deny" && <Badge tone="danger">Kept out</Badge>}
        </p>
        <p className="text-muted text-xs">
          {actionsInWords(actions)}
          {expiresAt && (
            <>
              {" until "}
              <DateText value={expiresAt} />
            </>
          )}
          {by && `, given by ${by}`}
          {reason && `: ${reason}`}
        </p>
      </div>
      <IconButton label={`Take access from ${to.name}`} pending={pending} onClick={remove}>
        {!pending && <X aria-hidden />}
      </IconButton>
      {dialog}
    </li>
  );
}

const kinds: Record<Share["to"]["kind"], string | null> = { member: null, team: "Team", role: "Role" };

function Mark({ kind, name }: { kind: Share["to"]["kind"]; name: string }) {
  if (kind === "member") return <Avatar name={name} />;
  const Icon = kind === "team" ? Users : Shield;
  return (
    <span className="flex size-7 shrink-0 items-center justify-center rounded-full border text-muted">
      <Icon aria-hidden className="size-4" />
    </span>
  );
}
