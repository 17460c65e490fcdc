import { type GivenRule, memberWith, signedIn } from "@/db/factories";
import { listStages } from "@/lib/pipelines/queries";
import type { Permission } from "@/lib/rbac/permissions";
import type { ResourceName } from "@/lib/rbac/resources";

/** What everybody in these tests may see beside the records that they are about. */
const around: Permission[] = ["workspace:read", "pipeline:read", "member:read"];

/** A new workspace with its owner, and a way to let people in who have just these rules. */
export async function workspaceOf() {
  const { tenant, ctx: owner, memberId } = await signedIn("owner");
  const stages = await listStages(owner, {});
  return {
    tenant,
    owner,
    ownerId: memberId,
    stages,
    let: (...rules: GivenRule[][]) => memberWith(tenant, [...around, ...rules.flat()]),
  };
}

type Action = "read" | "create" | "update" | "delete";
const every: Action[] = ["read", "create", "update", "delete"];

/** Everything with the records of a kind that are one's own. */
export const ofOwn = (resource: ResourceName, actions: Action[] = every): GivenRule[] =>
  actions.map((action) => ({ permission: `${resource}:${action}` as Permission, scope: "own" }));

/** Everything with all records of a kind. */
export const ofAll = (resource: ResourceName, actions: Action[] = every): GivenRule[] =>
  actions.map((action) => `${resource}:${action}` as Permission);

/** A field that cannot be read. */
export const hiding = (permission: Permission, ...fields: string[]): GivenRule[] => [
  { permission, effect: "deny", fields },
];
