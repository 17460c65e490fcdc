"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-fields";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useFormat } from "@/components/ui/format-context";
import { startReviewAction } from "@/lib/reviews/actions";

/** Begins a review, also under the key `c`, and goes to it. */
export function StartReview({ disabledReason }: { disabledReason: string | null }) {
  const router = useRouter();
  const { locale, zone, now } = useFormat();
  const [open, setOpen] = useState(false);
  useShortcut("c", "Start review", disabledReason ? null : () => setOpen(true));
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: zone });
  return (
    <>
      <Button variant="primary" disabledReason={disabledReason} onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        <span className="max-sm:sr-only">Start review</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Start a review"
        description="It lists every role, exception and shared record that somebody has now."
      >
        <Form
          defaultValues={{ name: `Review ${month.format(new Date(now))}` }}
          action={startReviewAction}
          submit="Start review"
          onCancel={() => setOpen(false)}
          onSuccess={({ id }: { id: string }) => router.push(`/settings/reviews/${id}`)}
        >
          <TextField name="name" label="Name" required autoFocus />
        </Form>
      </Dialog>
    </>
  );
}
