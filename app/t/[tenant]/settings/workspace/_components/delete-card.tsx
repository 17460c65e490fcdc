"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-fields";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { deleteWorkspaceAction } from "@/lib/workspace-settings/actions";

type Props = { name: string; refusal: string | null };

/** Deleting takes the workspace from everybody at once, so it asks for the name, although it can be undone for 30 days. */
export function DeleteCard({ name, refusal }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Card title="Delete this workspace">
      <p className="mb-3 text-sm">
        Everybody is signed out at once, and nobody finds the workspace any more. For 30 days you can bring it
        back from your list of workspaces. After that every row of it is erased.
      </p>
      <Button variant="danger" onClick={() => setOpen(true)} disabledReason={refusal}>
        Delete {name}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${name}?`}
        description="Everybody loses access at once, you too. For 30 days an owner can bring it back, as it is now."
      >
        <div className="pb-2">
          <Form
            defaultValues={{ confirm: "" }}
            action={deleteWorkspaceAction}
            submit={`Delete ${name}`}
            danger
            onSuccess={({ url }) => window.location.assign(url)}
            onCancel={() => setOpen(false)}
          >
            <TextField name="confirm" label={`Type ${name} to confirm`} required />
          </Form>
        </div>
      </Dialog>
    </Card>
  );
}
