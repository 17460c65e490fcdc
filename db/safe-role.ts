import postgres from "postgres";

/**
 * Refuses a login that row-level security would not hold: a superuser, one with BYPASSRLS, an owner of tenant tables, or a member
 * of another role. The application calls it before it serves anything.
 * @throws Error that says what to do.
 */
export async function assertSafeRole(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [role] = await sql<
      { name: string; super: boolean; bypass: boolean; member: boolean; owner: boolean }[]
    >`
      select rolname as name, rolsuper as super, rolbypassrls as bypass,
             exists (select from pg_auth_members m where m.member = r.oid) as member,
             exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                      where c.relowner = r.oid and (n.nspname = 'shared' or n.nspname like 'tenant\_%')) as owner
        from pg_roles r where rolname = current_user`;
    const why = role?.super
      ? "is a superuser"
      : role?.bypass
        ? "has BYPASSRLS"
        : role?.owner
          ? "owns tenant tables"
          : role?.member
            ? "belongs to another role"
            : null;
    if (why) {
      throw new Error(
        `The database role ${role?.name} ${why}, so row-level security would not hold it. Set DATABASE_URL to the login of tenantry_app.`,
      );
    }
  } finally {
    await sql.end();
  }
}
