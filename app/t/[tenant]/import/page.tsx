import { Upload } from "lucide-react";
import type { Metadata } from "next";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { listImports } from "@/lib/imports/queries";
import { whyNot } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../_components/props";
import { ImportsTable } from "./_components/imports-table";

export const metadata: Metadata = { title: "Import" };

export default async function ImportsPage({ params }: ListProps) {
  const ctx = await pageContext(params, "import:read");
  const imports = await listImports(ctx, {});
  const refusal = ctx.can("import:create") ? null : whyNot("import:create", ctx);
  return (
    <>
      <PageBar
        title="Import"
        action={<CreateLink href="/import/new" label="New import" disabledReason={refusal} />}
      />
      {imports.length > 0 ? (
        <ImportsTable imports={imports} />
      ) : (
        <EmptyState
          icon={Upload}
          title="No imports yet"
          actions={
            <LinkButton variant="primary" href="/import/new" disabledReason={refusal}>
              Import a file
            </LinkButton>
          }
        >
          A CSV file of companies, contacts, deals or products. You see what would happen before anything is
          written, and can take it back afterwards.
        </EmptyState>
      )}
    </>
  );
}
