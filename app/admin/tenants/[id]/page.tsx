import type { Metadata } from "next";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { operatorContext, orNotFound } from "@/lib/kernel/page";
import { parseListState } from "@/lib/lists/state";
import { listPlatformAudit } from "@/lib/operators/audit";
import { listMoves, runningMoves } from "@/lib/operators/moves";
import { auditList, moveList } from "@/lib/operators/schema";
import { getTenant, listTenantSupport } from "@/lib/operators/tenants";
import { addressOf } from "@/lib/workspaces/addresses";
import type { TenantProps } from "../../_components/props";
import { RunningMoves } from "../../_components/running-moves";
import { AuditPanel } from "./_components/audit-panel";
import { BeingMade } from "./_components/being-made";
import { EnterSupport } from "./_components/enter-support";
import { MovesPanel } from "./_components/moves-panel";
import { SupportPanel } from "./_components/support-panel";
import { TenantActions } from "./_components/tenant-actions";
import { TenantHeader } from "./_components/tenant-header";
import { TenantProperties } from "./_components/tenant-properties";

type Tenant = Awaited<ReturnType<typeof getTenant>>;

export async function generateMetadata({ params }: TenantProps): Promise<Metadata> {
  const ctx = await operatorContext();
  return { title: (await orNotFound(getTenant(ctx, await params))).name };
}

/** One tenant: what it is and where, and all that the platform did to it. */
export default async function TenantPage({ params }: TenantProps) {
  const ctx = await operatorContext();
  const { id } = await params;
  const tenant = await orNotFound(getTenant(ctx, { id }));
  const [running, moves, visits, entries] = await Promise.all([
    runningMoves(ctx, { tenantId: id }),
    listMoves(ctx, parseListState({ "f.tenant": id, "f.state": "done,failed,cancelled" }, moveList)),
    listTenantSupport(ctx, { id }),
    listPlatformAudit(ctx, parseListState({ "f.about": id }, auditList)),
  ]);
  return (
    <>
      <PageBar
        title={tenant.name}
        parents={[{ label: "Tenants", href: "/tenants" }]}
        action={
          <>
            <TenantActions
              tenant={{
                id,
                name: tenant.name,
                level: tenant.level,
                status: tenant.status,
                isDeleted: tenant.deletedAt !== null,
                cannotMove: tenant.moveStep ? "It is being moved already." : null,
              }}
            />
            <EnterSupport
              tenant={{ id, name: tenant.name, access: tenant.supportAccess }}
              refusal={whyNoSupport(tenant)}
              openHref={visits.some(({ isOpen, isMine }) => isOpen && isMine) ? `/open/${tenant.slug}` : null}
            />
          </>
        }
      />
      <RecordBody
        header={<TenantHeader tenant={tenant} address={addressOf(tenant.slug)} />}
        properties={<TenantProperties tenant={tenant} />}
      >
        {tenant.placementState !== "ready" && <BeingMade initial={tenant} />}
        <RunningMoves initial={running} tenantId={id} />
        <MovesPanel moves={moves} tenantId={id} />
        <SupportPanel visits={visits} access={tenant.supportAccess} />
        <AuditPanel entries={entries} tenantId={id} />
      </RecordBody>
    </>
  );
}

function whyNoSupport({ deletedAt, placementState, supportAccess }: Tenant): string | null {
  if (deletedAt) return "This workspace is deleted: restore it first.";
  if (placementState !== "ready") return "This workspace is still being made.";
  if (supportAccess === "none")
    return "Its people let no support in. They decide so under Settings, Support.";
  return null;
}
