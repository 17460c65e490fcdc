"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { TextareaField } from "@/components/form/text-fields";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toast";
import { sendInvitationsAction } from "@/lib/invitations/actions";
import type { Gifts } from "@/lib/members/choices";
import { CheckListField } from "./check-list-field";

type Props = { gifts: Gifts; refusal: string | null; outboxUrl: string | null };

/** Invites several people at once, with what they are to get. */
export function InviteButton({ gifts, refusal, outboxUrl }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)} disabledReason={refusal}>
        <UserPlus aria-hidden />
        <span className="max-sm:sr-only">Invite people</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Invite people"
        description={
          outboxUrl ? (
            <>
              No mail server is set up here: the mails wait in the{" "}
              <a href={outboxUrl} className="underline underline-offset-2">
                outbox
              </a>
              .
            </>
          ) : (
            "Each gets a mail with a link that works once, for seven days."
          )
        }
      >
        <div className="pb-2">
          <Form
            defaultValues={{ emails: "", roleIds: [] as string[], teamIds: [] as string[], message: "" }}
            action={sendInvitationsAction}
            submit="Send invitations"
            onSuccess={({ sent, skipped }) => {
              setOpen(false);
              toastDone(told(sent, skipped));
            }}
            onCancel={() => setOpen(false)}
          >
            <TextareaField
              name="emails"
              label="E-mail addresses"
              hint="Several: with commas between, or one a line."
              rows={2}
              required
            />
            <CheckListField name="roleIds" label="Roles" options={gifts.roles} required />
            {gifts.teams.length > 0 && <CheckListField name="teamIds" label="Teams" options={gifts.teams} />}
            <TextareaField name="message" label="Message" hint="Stands in the mail." />
          </Form>
        </div>
      </Dialog>
    </>
  );
}

function told(sent: string[], skipped: { email: string; because: string }[]): string {
  const first = sent.length === 1 ? `Invited ${sent[0]}.` : `Invited ${sent.length} people.`;
  return [first, ...skipped.map(({ email, because }) => `${email} ${because}.`)].join(" ");
}
