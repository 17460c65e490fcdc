import { PropertyList } from "@/components/ui/property-list";
import { DateText, NumberText, RelativeTime } from "@/components/ui/values";
import type { getTenant } from "@/lib/operators/tenants";
import { Bytes, Level } from "../../../_components/values";

const mono = (text: string) => <span className="break-all font-mono text-xs">{text}</span>;

const supportWords = {
  none: "May not enter",
  read: "May look, for a reason",
  write: "May change, for a reason",
};

/** What there is to know of a tenant without looking into it. */
export function TenantProperties({ tenant }: { tenant: Awaited<ReturnType<typeof getTenant>> }) {
  const { placement, settings } = tenant;
  return (
    <>
      <PropertyList
        items={[
          { label: "Plan", value: tenant.plan },
          ...(tenant.status === "trial"
            ? [{ label: "Trial ends", value: <DateText value={tenant.trialEndsAt} /> }]
            : []),
          { label: "People", value: <NumberText value={tenant.people} /> },
          { label: "Rows", value: <NumberText value={tenant.rowCount} /> },
          { label: "Size", value: <Bytes value={tenant.byteCount} /> },
          { label: "Measured", value: <RelativeTime value={tenant.measuredAt} /> },
          { label: "Last activity", value: <RelativeTime value={tenant.lastActiveAt} /> },
          { label: "Created", value: <RelativeTime value={tenant.createdAt} /> },
          { label: "Support", value: supportWords[tenant.supportAccess] },
          { label: "Region", value: `${settings.zone}, ${settings.currency}, ${settings.locale}` },
          { label: "Id", value: mono(tenant.id) },
        ]}
      />
      <section aria-labelledby="placement" className="grid gap-2">
        <h2 id="placement" className="text-base">
          Placement
        </h2>
        <PropertyList
          items={[
            { label: "Level", value: <Level level={placement.isolationLevel} /> },
            {
              label: "Server",
              value: placement.host
                ? mono(`${placement.host}:${placement.port ?? 5432}`)
                : "The installation's own",
            },
            {
              label: "Database",
              value: placement.databaseName ? mono(placement.databaseName) : "The installation's own",
            },
            { label: "Schema", value: mono(placement.schemaName) },
            { label: "Epoch", value: <NumberText value={placement.epoch} /> },
          ]}
        />
      </section>
    </>
  );
}
