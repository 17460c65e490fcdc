import type { Metadata } from "next";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { listContacts } from "@/lib/contacts/queries";
import { contactList } from "@/lib/contacts/schema";
import { together } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import type { ListProps } from "../_components/props";
import { refusalsOf } from "../_components/refusals";
import { ContactsTable } from "./_components/contacts-table";
import { loadContactFilters } from "./_components/load-filters";

export const metadata: Metadata = { title: "Contacts" };

export default async function ContactsPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "contact:read");
  const state = parseListState(await searchParams, contactList);
  const refusals = refusalsOf(ctx, "contact");
  const loading = together(ctx, () =>
    Promise.all([listContacts(ctx, state), loadContactFilters(ctx, state.filters)]),
  );
  return (
    <>
      <PageBar
        title="Contacts"
        action={<CreateLink href="/contacts/new" label="New contact" disabledReason={refusals.create} />}
      />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([{ rows, ...page }, chosen]) => (
          <ContactsTable
            rows={rows}
            page={page}
            chosen={chosen}
            state={tableState(state)}
            refusals={refusals}
          />
        )}
      </WhenReady>
    </>
  );
}
