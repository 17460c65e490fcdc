"use client";

import { Form } from "@/components/form/form";
import { TextareaField, TextField } from "@/components/form/text-fields";
import type { ActionResult } from "@/components/form/types";
import { Dialog } from "@/components/ui/dialog";

type Values = { name: string; description: string | null };

type Props<Data> = {
  title: string;
  submit: string;
  values: Values;
  onClose: () => void;
  action: (values: Values) => Promise<ActionResult<Data>>;
  onSaved?: (data: Data) => void;
};

/** A team's name and what it is for: the same for a new one and an edited one. */
export function TeamDialog<Data>({ title, submit, values, onClose, action, onSaved }: Props<Data>) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <Form
        defaultValues={values}
        action={action}
        submit={submit}
        onCancel={onClose}
        onSuccess={(data: Data) => {
          onClose();
          onSaved?.(data);
        }}
      >
        <TextField name="name" label="Name" required autoFocus />
        <TextareaField name="description" label="What it is for" />
      </Form>
    </Dialog>
  );
}
