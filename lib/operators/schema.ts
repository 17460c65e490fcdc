import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import { requiredText } from "@/lib/records/fields";
import { createWorkspaceInput } from "@/lib/workspaces/schema";

/** Filters: `status` is a tenant's, or `deleted`, whose tenants are left out unless they are asked for. */
export const tenantList = {
  sorts: ["name", "slug", "rows", "bytes", "active", "created"],
  defaultSort: "name",
  filters: ["level", "status"],
} as const satisfies ListSpec;
export const tenantListInput = listInput(tenantList);

/** Filters: `state` is `running`, `done`, `failed` or `cancelled`. */
export const moveList = {
  sorts: ["created"],
  defaultSort: "-created",
  filters: ["state", "tenant"],
} as const satisfies ListSpec;
export const moveListInput = listInput(moveList);

/** Of one run of the migrations: what became of it at each tenant. */
export const migrationList = {
  sorts: ["created"],
  defaultSort: "created",
  filters: ["state", "run"],
} as const satisfies ListSpec;
export const migrationListInput = listInput(migrationList);

/** Filters: `by` is an operator's user id, or `system`; `about` is a tenant's id; `since` a number of days. */
export const auditList = {
  sorts: ["created"],
  defaultSort: "-created",
  filters: ["by", "about", "since"],
} as const satisfies ListSpec;
export const auditListInput = listInput(auditList);

export const levels = ["shared", "schema", "database"] as const;

export const newTenantInput = createWorkspaceInput.extend({
  isolationLevel: z.enum(levels),
  ownerEmail: requiredText("The owner's e-mail address", 254).toLowerCase(),
});

export const byId = z.object({ id: z.uuid() });

export const suspendInput = byId.extend({ reason: requiredText("A reason", 500) });
export const eraseInput = byId.extend({ confirm: z.string().max(200) });

const optionalText = z.preprocess(
  (value) => (value === "" ? null : value),
  z.string().trim().max(255).nullable().default(null),
);

/** Another server than the installation's own counts at the level `database` alone; `secret` names one of PLACEMENT_SECRETS. */
export const moveInput = byId.extend({
  to: z.enum(levels),
  reason: requiredText("A reason", 300),
  host: optionalText,
  port: z.preprocess(
    (value) => (value === "" ? null : value),
    z.coerce.number().int().min(1).max(65_535).nullable().default(null),
  ),
  secret: optionalText,
});
