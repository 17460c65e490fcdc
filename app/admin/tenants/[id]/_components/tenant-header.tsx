import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { getTenant } from "@/lib/operators/tenants";
import { Level, Status } from "../../../_components/values";

type Props = { tenant: Awaited<ReturnType<typeof getTenant>>; address: string };

/** Who this is and how it stands. */
export function TenantHeader({ tenant, address }: Props) {
  return (
    <div className="flex items-center gap-3 pb-6">
      <Avatar name={tenant.name} size="lg" square />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold text-lg">{tenant.name}</span>
          <Status status={tenant.status} deletedAt={tenant.deletedAt} />
          <Level level={tenant.level} />
          {tenant.placementState === "provisioning" && <Badge tone="info">Being made</Badge>}
        </p>
        <p className="truncate text-muted text-sm">
          <a href={address} className="font-mono text-xs hover:underline">
            {address.replace(/^https?:\/\//, "").replace(/\/$/, "")}
          </a>
          {tenant.statusReason && ` · ${tenant.statusReason}`}
        </p>
      </div>
    </div>
  );
}
