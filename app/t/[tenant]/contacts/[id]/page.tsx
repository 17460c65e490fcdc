import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { RecordActions } from "@/components/records/record-actions";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { explainHref } from "@/lib/access/address";
import { getContact } from "@/lib/contacts/queries";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { type Context, together } from "@/lib/kernel";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { parseListState } from "@/lib/lists/state";
import { DealsPanel } from "../../_components/deals-panel";
import type { RecordProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { ShareRecord } from "../../_components/sharing/share-record";
import { RecordTimeline } from "../../_components/timeline/record-timeline";
import { TimelineSkeleton } from "../../_components/timeline/timeline-skeleton";
import { contactDeletion } from "../_components/deletion";
import { ContactHeader } from "./_components/contact-header";
import { ContactProperties } from "./_components/contact-properties";

const load = cache((ctx: Context, id: string) =>
  orNotFound(
    together(ctx, () =>
      Promise.all([
        getContact(ctx, { id }),
        ctx.can("deal:read") ? listDeals(ctx, parseListState({ "f.contact": id }, dealList)) : null,
      ]),
    ),
  ),
);

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "contact:read");
  const [contact] = await load(ctx, (await params).id);
  return { title: contact.name };
}

export default async function ContactPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "contact:read");
  const { id } = await params;
  const [contact, deals] = await load(ctx, id);
  const refusals = refusalsOf(ctx, "contact");
  return (
    <>
      <PageBar
        title={contact.name}
        parents={[{ label: "Contacts", href: "/contacts" }]}
        action={
          <>
            <ShareRecord ctx={ctx} resource="contact" id={id} name={contact.name} />
            <RecordActions
              id={id}
              editHref={`/contacts/${id}/edit`}
              listHref="/contacts"
              deletion={contactDeletion}
              cannotEdit={refusals.update ?? contact.standing.update}
              cannotDelete={refusals.delete ?? contact.standing.delete}
              whyHref={explainHref("contact:update", { recordId: id })}
            />
          </>
        }
      />
      <RecordBody
        header={<ContactHeader contact={contact} />}
        properties={<ContactProperties contact={contact} />}
      >
        {deals && (
          <DealsPanel
            deals={deals}
            href={`/deals?f.contact=${id}`}
            createHref={`/deals/new?contact=${id}${contact.companyId ? `&company=${contact.companyId}` : ""}`}
            refusal={refusalsOf(ctx, "deal").create}
            detail="company"
          />
        )}
        <Suspense fallback={<TimelineSkeleton />}>
          <RecordTimeline ctx={ctx} resource="contact" id={id} about={{ contactId: id }} />
        </Suspense>
      </RecordBody>
    </>
  );
}
