import type { Metadata } from "next";
import { Suspense } from "react";
import { RecordActions } from "@/components/records/record-actions";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { explainHref } from "@/lib/access/address";
import { pageContext } from "@/lib/kernel/page";
import { DealsPanel } from "../../_components/deals-panel";
import type { RecordProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { ShareRecord } from "../../_components/sharing/share-record";
import { RecordTimeline } from "../../_components/timeline/record-timeline";
import { TimelineSkeleton } from "../../_components/timeline/timeline-skeleton";
import { companyDeletion } from "../_components/deletion";
import { CompanyHeader } from "./_components/company-header";
import { CompanyProperties } from "./_components/company-properties";
import { ContactsPanel } from "./_components/contacts-panel";
import { Subsidiaries } from "./_components/subsidiaries";
import { Totals } from "./_components/totals";
import { loadCompany } from "./load";

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "company:read");
  return { title: (await loadCompany(ctx, (await params).id)).company.name };
}

export default async function CompanyPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "company:read");
  const { id } = await params;
  const { company, subsidiaries, contacts, deals, totals } = await loadCompany(ctx, id);
  const refusals = refusalsOf(ctx, "company");
  return (
    <>
      <PageBar
        title={company.name}
        parents={[{ label: "Companies", href: "/companies" }]}
        action={
          <>
            <ShareRecord ctx={ctx} resource="company" id={id} name={company.name} />
            <RecordActions
              id={id}
              editHref={`/companies/${id}/edit`}
              listHref="/companies"
              deletion={companyDeletion}
              cannotEdit={refusals.update ?? company.standing.update}
              cannotDelete={refusals.delete ?? company.standing.delete}
              whyHref={explainHref("company:update", { recordId: id })}
            />
          </>
        }
      />
      <RecordBody
        header={<CompanyHeader company={company} />}
        properties={<CompanyProperties company={company} />}
      >
        {totals.length > 0 && <Totals companyId={id} totals={totals} settings={ctx.tenant.settings} />}
        {deals && (
          <DealsPanel
            deals={deals}
            href={`/deals?f.company=${id}`}
            createHref={`/deals/new?company=${id}`}
            refusal={refusalsOf(ctx, "deal").create}
            detail="owner"
          />
        )}
        {contacts && (
          <ContactsPanel contacts={contacts} companyId={id} refusal={refusalsOf(ctx, "contact").create} />
        )}
        <Subsidiaries companies={subsidiaries} parentId={id} refusal={refusals.create} />
        <Suspense fallback={<TimelineSkeleton />}>
          <RecordTimeline ctx={ctx} resource="company" id={id} about={{ companyId: id }} />
        </Suspense>
      </RecordBody>
    </>
  );
}
