"use client";

import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { SelectField, TextareaField, TextField } from "@/components/form/text-fields";
import { ComboboxField, DateField } from "@/components/form/value-fields";
import { loadFrom } from "@/components/ui/load-from";
import { toastDone } from "@/components/ui/toast";
import type { Choice } from "@/components/ui/use-options";
import { createActivityAction, updateActivityAction } from "@/lib/activities/actions";
import { type ActivityType, activityLabels, activityTypeNames, activityTypes } from "@/lib/activities/names";
import { searchMembersAction } from "@/lib/members/actions";
import { lockedOf } from "../locked";
import { AboutFields } from "./about-fields";
import type { About, Activity, Me } from "./types";

type Props = {
  /** With an activity it edits, without one it creates. */
  activity?: Activity;
  type?: ActivityType;
  /** Given by the record that the form stands on; without it, the form asks. */
  about?: About;
  me: Me;
  onSaved: (saved: { id: string }) => void;
  onCancel: () => void;
};

/** The one form of an activity. */
export function ActivityForm({ activity, type, about, me, onSaved, onCancel }: Props) {
  const saved = (data: { id: string }) => {
    toastDone(activity ? "The activity was saved" : "The activity was added");
    onSaved(data);
  };
  const assignee = activity ? choice(activity.assigneeId, activity.assignee) : me;
  const common = {
    onSuccess: saved,
    onCancel,
    children: <Fields activity={activity} asksAbout={!about} assignee={assignee} />,
  };
  if (activity) {
    return (
      <Form
        defaultValues={activity}
        locked={lockedOf(activity)}
        action={updateActivityAction}
        submit="Save activity"
        {...common}
      />
    );
  }
  return (
    <Form
      defaultValues={{ ...empty, ...about, type: type ?? "task", assigneeId: me?.id ?? null }}
      action={createActivityAction}
      submit="Add activity"
      {...common}
    />
  );
}

const empty = { subject: "", body: null, dueOn: null, contactId: null, companyId: null, dealId: null };
const typeOptions = activityTypes.map((value) => ({ value, label: activityTypeNames[value] }));
const loadMembers = loadFrom(searchMembersAction);

const choice = (id: string | null, label: string | null): Choice | null =>
  id ? { id, label: label ?? "Somebody who left" } : null;

type FieldsProps = { activity?: Activity; asksAbout: boolean; assignee: Choice | null };

function Fields({ activity, asksAbout, assignee }: FieldsProps) {
  return (
    <>
      <FieldRow>
        <SelectField name="type" label={activityLabels.type} required options={typeOptions} />
        <DateField
          name="dueOn"
          label={activityLabels.dueOn}
          hint="Leave it empty for what has happened already."
        />
      </FieldRow>
      <TextField name="subject" label={activityLabels.subject} required autoFocus />
      <TextareaField name="body" label={activityLabels.body} rows={3} />
      <ComboboxField
        name="assigneeId"
        label={activityLabels.assigneeId}
        load={loadMembers}
        chosen={assignee}
      />
      {asksAbout && <AboutFields activity={activity} />}
    </>
  );
}
