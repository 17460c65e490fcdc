import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { importEntities } from "@/lib/imports/fields/types";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../../_components/props";
import { UploadForm } from "../_components/upload-form";

export const metadata: Metadata = { title: "New import" };

export default async function NewImportPage({ params, searchParams }: ListProps) {
  await pageContext(params, "import:create");
  const { entity } = await searchParams;
  return (
    <>
      <PageBar title="New import" parents={[{ label: "Import", href: "/import" }]} />
      <PageBody width="form">
        <UploadForm initial={importEntities.find((known) => known === entity) ?? "deal"} />
      </PageBody>
    </>
  );
}
