"use client";

import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-fields";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toast";
import { transferOwnershipAction } from "@/lib/members/actions";

type Props = { id: string; name: string; onClose: () => void };

/** Handing over cannot be taken back by whoever did it, so it asks for the name. */
export function TransferDialog({ id, name, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Make ${name} the owner?`}
      description={`${name} becomes an owner, and you become an admin. Only an owner can give it back to you.`}
    >
      <div className="pb-2">
        <Form
          defaultValues={{ confirm: "" }}
          action={({ confirm }: { confirm: string }) => transferOwnershipAction({ id, confirm })}
          submit="Hand over"
          danger
          onSuccess={() => {
            toastDone(`${name} owns this workspace now`);
            onClose();
          }}
          onCancel={onClose}
        >
          <TextField name="confirm" label={`Type ${name} to confirm`} required />
        </Form>
      </div>
    </Dialog>
  );
}
