"use client";

import { useRouter } from "next/navigation";
import { useId, useOptimistic, useTransition } from "react";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox";
import { Label } from "@/components/ui/label";
import { loadFrom } from "@/components/ui/load-from";
import { Select } from "@/components/ui/select";
import type { Choice, Load } from "@/components/ui/use-options";
import { explainHref } from "@/lib/access/address";
import { searchActivitiesAction } from "@/lib/activities/actions";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { searchContactsAction } from "@/lib/contacts/actions";
import { searchDealsAction } from "@/lib/deals/actions";
import { searchMembersAction } from "@/lib/members/actions";
import { searchProductsAction } from "@/lib/products/actions";
import type { Permission } from "@/lib/rbac/permissions";
import { fieldsOf, type Resource, type ResourceName, resources } from "@/lib/rbac/resources";
import { ActionSelect } from "./action-select";

const records: Record<ResourceName, Load> = {
  activity: loadFrom(searchActivitiesAction),
  company: loadFrom(searchCompaniesAction),
  contact: loadFrom(searchContactsAction),
  deal: loadFrom(searchDealsAction),
  product: loadFrom(searchProductsAction),
};

type Asked = {
  member: Choice | null;
  permission: Permission | null;
  record: Choice | null;
  field: string | null;
};

type Props = Asked & {
  /** Null: they may ask about anybody. */
  onlyOneself: string | null;
  /** What single records the action is about. */
  resource: ResourceName | null;
  takesField: boolean;
};

/** Who, what, and with which record. Every choice is in the address at once, so that a question can be sent to somebody. */
export function Question({ onlyOneself, resource, takesField, ...answered }: Props) {
  const router = useRouter();
  const [pending, start] = useTransition();
  // What was chosen last stands before its answer is here: the next choice builds on it.
  const [{ member, permission, record, field }, choose] = useOptimistic<Asked>(answered);
  const ask = (change: Partial<Asked>) => {
    const next = { member, permission, record, field, ...change };
    // A record and its field stay as long as the action is about such records.
    const kept = sameResource(next.permission, permission);
    const asked = kept ? next : { ...next, record: null, field: null };
    const href = explainHref(asked.permission, {
      memberId: onlyOneself ? null : asked.member?.id,
      recordId: asked.record?.id,
      field: asked.field,
    });
    start(() => {
      choose(asked);
      router.replace(href, { scroll: false });
    });
  };
  const about: Resource | null = resource && resources[resource];
  return (
    <form
      aria-label="What to explain"
      aria-busy={pending}
      onSubmit={(event) => event.preventDefault()}
      className={cn("grid content-start gap-4 transition-opacity", pending && "opacity-60")}
    >
      <Labelled label="Person" hint={onlyOneself}>
        {(wiring) => (
          <Combobox
            {...wiring}
            required
            disabled={onlyOneself !== null}
            load={loadFrom(searchMembersAction)}
            value={member}
            onValueChange={(choice) => ask({ member: choice })}
          />
        )}
      </Labelled>
      <Labelled label="Action">
        {(wiring) => (
          <ActionSelect
            {...wiring}
            value={permission}
            onValueChange={(action) => ask({ permission: action })}
          />
        )}
      </Labelled>
      {resource && about && (
        <Labelled
          label={about.one.charAt(0).toUpperCase() + about.one.slice(1)}
          hint={record ? null : `Without one: whether it could be allowed for some ${about.many}.`}
        >
          {(wiring) => (
            <Combobox
              key={resource}
              {...wiring}
              load={records[resource]}
              value={record}
              onValueChange={(choice) => ask({ record: choice })}
            />
          )}
        </Labelled>
      )}
      {about && record && takesField && (
        <Labelled label="Field">
          {(wiring) => (
            <Select
              {...wiring}
              emptyLabel="The record as a whole"
              options={Object.entries(fieldsOf(about)).map(([value, label]) => ({ value, label }))}
              value={field ?? ""}
              onChange={(event) => ask({ field: event.target.value || null })}
            />
          )}
        </Labelled>
      )}
    </form>
  );
}

const sameResource = (one: Permission | null, other: Permission | null) =>
  one?.slice(0, one.indexOf(":")) === other?.slice(0, other.indexOf(":"));

type LabelledProps = {
  label: string;
  hint?: string | null;
  children: (wiring: { id: string; "aria-describedby"?: string }) => React.ReactNode;
};

function Labelled({ label, hint, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="grid content-start gap-1">
      <Label htmlFor={id}>{label}</Label>
      {children({ id, "aria-describedby": hint ? `${id}-hint` : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
