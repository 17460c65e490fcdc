"use client";

import { Form } from "@/components/form/form";
import { TextareaField, TextField } from "@/components/form/text-fields";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toast";
import { eraseTenantAction, removeTenantAction, suspendTenantAction } from "@/lib/operators/actions";

export type Asked = { tenant: { id: string; name: string }; open: boolean; onClose: () => void };

export function SuspendDialog({ tenant: { id, name }, open, onClose }: Asked) {
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={`Suspend ${name}`}
      description="Its people can read everything, and change nothing, until you resume it."
    >
      <Form
        defaultValues={{ id, reason: "" }}
        action={suspendTenantAction}
        submit="Suspend"
        onCancel={onClose}
        onSuccess={onClose}
      >
        <TextareaField
          name="reason"
          label="Reason"
          hint="A sentence that its people read on every page."
          rows={2}
          required
        />
      </Form>
    </Dialog>
  );
}

export function DeleteDialog({ tenant: { id, name }, open, onClose }: Asked) {
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={`Delete ${name}`}
      description="It is gone for its people at once. All of it is kept for 30 days, in which Restore brings it back as it was."
    >
      <Form
        defaultValues={{ id }}
        action={removeTenantAction}
        submit={`Delete ${name}`}
        danger
        onCancel={onClose}
        onSuccess={() => {
          onClose();
          toastDone(`${name} is deleted, and kept for 30 days`);
        }}
      >
        {null}
      </Form>
    </Dialog>
  );
}

export function EraseDialog({ tenant: { id, name }, open, onClose }: Asked) {
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={`Erase ${name} for good`}
      description="Every row of it goes, in both stores. Nothing brings it back; a receipt stays in the platform's log."
    >
      <Form
        defaultValues={{ id, confirm: "" }}
        action={eraseTenantAction}
        submit="Erase for good"
        danger
        onCancel={onClose}
        onSuccess={() => {
          onClose();
          toastDone(`${name} is being erased`);
        }}
      >
        <TextField name="confirm" label={`Type ${name} to confirm`} required />
      </Form>
    </Dialog>
  );
}
