import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Permission } from "@/lib/rbac/permissions";
import type { Policy, RecordAttributes, RequestAttributes } from "@/lib/rbac/policy";

type Options = { field?: string; request?: RequestAttributes };

/** What a policy allows. */
export type Access = {
  can: (permission: Permission, record: RecordAttributes, options?: Options) => boolean;
  might: (permission: Permission) => boolean;
  fields: (permission: Permission) => {
    limited: boolean;
    always: ReadonlySet<string>;
    ever: ReadonlySet<string>;
  };
  visible: (permission: Permission, record: RecordAttributes) => ReadonlySet<string>;
};

const none: ReadonlySet<string> = new Set();

export function accessOf({ rules }: Policy): Access {
  const allowed = new Set(rules.map((rule) => rule.permission));
  const might = (permission: Permission) => allowed.has(permission);
  return {
    might,
    can: might,
    fields: () => ({ limited: false, always: none, ever: none }),
    visible: () => none,
  };
}

/** The rows of a table that are allowed, as a condition; undefined for every row. */
export const whereOf = (
  access: Access,
  permission: Permission,
  _table: PgTable,
  _options?: Options,
): SQL | undefined => (access.might(permission) ? undefined : sql`false`);
