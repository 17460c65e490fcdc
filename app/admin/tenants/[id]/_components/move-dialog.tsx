"use client";

import { useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { SelectField, TextareaField, TextField } from "@/components/form/text-fields";
import { Dialog } from "@/components/ui/dialog";
import { moveTenantAction } from "@/lib/operators/actions";
import { levelNames, optionsOf } from "../../../_components/words";

type Level = "shared" | "schema" | "database";
type Props = { tenant: { id: string; name: string; level: string }; open: boolean; onClose: () => void };

/** Where to, and why. The page behind it shows how far the move is. */
export function MoveDialog({ tenant: { id, name, level }, open, onClose }: Props) {
  const others = optionsOf(levelNames).filter(({ value }) => value !== level || value === "database");
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={`Move ${name} to another level`}
      description="It stays in use: its rows are copied and compared, and writers wait a moment at the end. The old place is kept, read-only, for an hour."
    >
      <Form
        defaultValues={{
          id,
          to: (others[0]?.value ?? "shared") as Level,
          reason: "",
          host: "",
          port: "",
          secret: "",
        }}
        action={moveTenantAction}
        submit="Move"
        onCancel={onClose}
        onSuccess={onClose}
      >
        <SelectField name="to" label="To" options={others} required />
        <Elsewhere />
        <TextareaField name="reason" label="Reason" hint="Stands in both audit logs." rows={2} required />
      </Form>
    </Dialog>
  );
}

/** A database of its own may stand on another server. */
function Elsewhere() {
  const to = useWatch({ name: "to" });
  if (to !== "database") return null;
  return (
    <>
      <FieldRow>
        <TextField name="host" label="Server" hint="Empty: the installation's own." />
        <TextField name="port" label="Port" inputMode="numeric" />
      </FieldRow>
      <TextField
        name="secret"
        label="Secret"
        hint="The name of an entry of PLACEMENT_SECRETS, for another server."
      />
    </>
  );
}
