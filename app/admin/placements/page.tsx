import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { operatorContext } from "@/lib/kernel/page";
import { listPlaces } from "@/lib/operators/places";
import { PlacesTable } from "./_components/places-table";

export const metadata: Metadata = { title: "Placements" };

export default async function PlacementsPage() {
  const ctx = await operatorContext();
  const { places, mostSchemas } = await listPlaces(ctx, undefined);
  return (
    <>
      <PageBar title="Placements" />
      <PlacesTable places={places} mostSchemas={mostSchemas} />
      <PageBody>
        <p className="max-w-170 text-muted text-sm">
          Latency and connections are measured as this page opens, from the server that made it. A database
          takes {mostSchemas} workspaces with a schema of their own: beyond, each of its backends grows too
          large.
        </p>
      </PageBody>
    </>
  );
}
