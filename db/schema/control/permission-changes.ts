import { index, text, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "../../columns";
import { control } from "./identity";
import { tenants } from "./tenants";

/**
 * A change of who may do what that is under way in a tenant. While there is one, no server uses what it remembers of the tenant's
 * members: the tenant's rows may live in another database, so that no transaction covers them and the version that is remembered by.
 */
export const permissionChanges = control.table(
  "permission_changes",
  {
    id: id().primaryKey(),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    verb: text("verb").notNull(),
    startedAt: moment("started_at").notNull().defaultNow(),
  },
  (t) => [index("permission_changes_tenant_id_idx").on(t.tenantId)],
);
