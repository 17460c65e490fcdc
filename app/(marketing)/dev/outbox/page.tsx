import { Mailbox } from "lucide-react";
import type { Metadata } from "next";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { orNotFound, visitorContext } from "@/lib/kernel/page";
import { listOutbox } from "@/lib/mail/queries";

export const metadata: Metadata = { title: "Outbox" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The mails that wait to be sent, with their links: on the machine of whoever develops or tries this, and nowhere else. */
export default async function OutboxPage({ searchParams }: Props) {
  const [ctx, { to }] = await Promise.all([visitorContext(), searchParams]);
  const mails = await orNotFound(listOutbox(ctx, { to: typeof to === "string" ? to : undefined }));
  return (
    <div className="mx-auto grid max-w-160 gap-6 px-4 py-12">
      <div>
        <h1 className="text-xl">Outbox</h1>
        <p className="text-muted text-sm">
          {typeof to === "string" ? `Mails to ${to}. ` : ""}No mail server is set up, so mails wait here. This
          page is there on localhost only.
        </p>
      </div>
      {mails.length === 0 && (
        <EmptyState icon={Mailbox} title="No mail waits">
          Invite somebody on the page People of a workspace, and the mail appears here.
        </EmptyState>
      )}
      {mails.map(({ id, recipient, state, workspace, createdAt, mail }) => (
        <article key={id} aria-label={mail?.subject ?? "A mail"}>
          <Card title={mail?.subject ?? "A mail that this version cannot show"}>
            <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs">
              <span>To {recipient}</span>
              {workspace && <span>{workspace}</span>}
              <time dateTime={createdAt.toISOString()}>
                {createdAt.toISOString().slice(0, 16).replace("T", " ")} UTC
              </time>
              <Badge>{state === "pending" ? "Waits" : state}</Badge>
            </p>
            {mail && <Written text={mail.text} />}
          </Card>
        </article>
      ))}
    </div>
  );
}

/** The text of a mail, with its addresses as links. */
function Written({ text }: { text: string }) {
  return (
    <p className="whitespace-pre-wrap break-words text-sm">
      {text.split(/(https?:\/\/\S+)/).map((part, index) =>
        index % 2 === 1 ? (
          <a key={part} href={part} className="text-accent underline underline-offset-2">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
