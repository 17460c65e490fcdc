"use client";

import { Headset } from "lucide-react";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { SelectField, TextareaField } from "@/components/form/text-fields";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { enterAsSupportAction } from "@/lib/support/actions";

type Props = {
  tenant: { id: string; name: string; access: "none" | "read" | "write" };
  /** Why nobody can enter now. */
  refusal: string | null;
  /** The way back into a visit that is open. */
  openHref: string | null;
};

const durations = [
  { value: "15", label: "15 minutes" },
  { value: "60", label: "1 hour" },
  { value: "240", label: "4 hours" },
];
const modes = [
  { value: "read", label: "Look, and change nothing" },
  { value: "write", label: "Look and change" },
];

/** Asks why and for how long, and goes in. */
export function EnterSupport({ tenant, refusal, openHref }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {openHref && (
        // A plain link: it leads to another host.
        <a href={openHref} className="rounded-sm px-1 text-sm underline underline-offset-2">
          Back in
        </a>
      )}
      <Button variant="primary" disabledReason={refusal} onClick={() => setOpen(true)}>
        <Headset aria-hidden />
        <span className="max-sm:sr-only">Enter as support</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Enter ${tenant.name} as support`}
        description={`The people of ${tenant.name} see your name and the reason above every page while you are in, and can end it. Both audit logs keep it.`}
      >
        <Form
          defaultValues={{ tenantId: tenant.id, reason: "", minutes: "15", mode: "read" as const }}
          action={enterAsSupportAction}
          submit="Enter"
          onCancel={() => setOpen(false)}
          onSuccess={({ url }) => window.location.assign(url)}
        >
          <TextareaField
            name="reason"
            label="Reason"
            hint="At least 10 characters, such as the number of their ticket."
            rows={3}
            required
          />
          <SelectField name="minutes" label="For at most" options={durations} required />
          {tenant.access === "write" && (
            <SelectField
              name="mode"
              label="To"
              options={modes}
              hint="They allow changes. Look alone unless they asked for one."
              required
            />
          )}
        </Form>
      </Dialog>
    </>
  );
}
