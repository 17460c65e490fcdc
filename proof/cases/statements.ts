import type { IsolationLevel } from "@/db/placement";
import type { World } from "../worlds";

/** How it ends: refused with this SQLSTATE; done, and nothing is gained by it; or possible. */
export type End = `refused, ${string}` | "nothing gained" | "possible";

/**
 * What somebody would run who could run anything over the application's own connection, inside the tenant `own`. The last statement
 * gives a row when something was gained. `because` says of what is possible why it is so, and what it is worth.
 */
export type Attack = {
  what: string;
  run: (own: World, other: World) => string[];
  end: End | Record<IsolationLevel, End>;
  because?: string;
};

const denied: End = "refused, 42501";
const schemaOf = (world: World): string => world.ctx.placement.schemaName;
const peek = (other: World): string =>
  `select 1 from "${schemaOf(other)}".members where tenant_id = '${other.ctx.tenantId}'`;
const roles = ["tenantry_migrator", "tenantry_search", "tenantry_backup", "postgres"];
/** The control plane stands in the installation's own database, and in no tenant's. */
const inControl = (end: End): Record<IsolationLevel, End> => ({
  shared: end,
  schema: end,
  database: "refused, 42P01",
});

const ENTERS =
  "The application's role may enter every tenant of its database: row-level security keeps apart what the product asks for, not somebody who runs statements of their own. At the level database there is no other tenant to enter.";
const SIGN_IN =
  "Sign-in, and the work of the platform, happen outside any tenant, so the application's role reads the control plane there. The database of a tenant at the level database holds none of it.";
const SAME_LOGIN =
  "Every connection of the application has one login, and PostgreSQL lets a login see and end its own. Values are sent apart from the statements, and are not shown.";

export const attacks: Attack[] = [
  {
    what: "reset role",
    run: () => ["reset role", "select 1 where current_user <> 'tenantry_app'"],
    end: "nothing gained",
  },
  ...roles.map(
    (role): Attack => ({ what: `set role ${role}`, run: () => [`set local role ${role}`], end: denied }),
  ),
  {
    what: "set session authorization postgres",
    run: () => ["set session authorization postgres"],
    end: denied,
  },
  {
    what: "naming another tenant in app.tenant_id, then its table by its full name",
    run: (_, other) => [`set local app.tenant_id = '${other.ctx.tenantId}'`, peek(other)],
    end: { shared: "possible", schema: "possible", database: "refused, 42P01" },
    because: ENTERS,
  },
  {
    what: "entering another tenant with app.enter",
    run: (_, other) => [
      `select app.enter('tenantry_app', '${schemaOf(other)}', '${other.ctx.tenantId}', ${other.ctx.placement.epoch}, true)`,
      "select 1 from members",
    ],
    end: { shared: "possible", schema: "possible", database: "refused, TN001" },
    because: ENTERS,
  },
  {
    what: "another tenant's table by its full name, without more",
    run: (_, other) => [peek(other)],
    end: inControl("nothing gained"),
  },
  {
    what: "row_security off",
    run: () => ["set local row_security = off", "select 1 from members"],
    end: denied,
  },
  {
    what: "a condition that fails on rows that are hidden",
    run: ({ ctx }) => [
      `select 1 from members where tenant_id <> '${ctx.tenantId}' and 1 / (length(display_name) * 0) = 1`,
    ],
    end: "nothing gained",
  },
  {
    what: "the planner's statistics",
    run: (own) => [`select 1 from pg_stats where schemaname = '${schemaOf(own)}'`],
    end: "nothing gained",
  },
  {
    what: "the planner's statistics, as they are stored",
    run: () => ["select 1 from pg_statistic"],
    end: denied,
  },
  {
    what: "a partition of the audit log, past its parent",
    run: (own) => [`select 1 from "${schemaOf(own)}".audit_logs_default`],
    end: denied,
  },
  {
    what: "changing one's own audit log",
    run: () => ["update audit_logs set action = 'nothing'"],
    end: denied,
  },
  { what: "deleting one's own audit log", run: () => ["delete from audit_logs"], end: denied },
  { what: "deleting the end of one's own audit log", run: () => ["delete from audit_heads"], end: denied },
  { what: "emptying a table", run: () => ["truncate members"], end: denied },
  { what: "dropping a table", run: () => ["drop table members"], end: denied },
  {
    what: "disabling row-level security",
    run: () => ["alter table members disable row level security"],
    end: denied,
  },
  { what: "dropping a policy", run: () => ["drop policy tenant_isolation on members"], end: denied },
  { what: "creating a table", run: (own) => [`create table "${schemaOf(own)}".loot (id int)`], end: denied },
  { what: "creating a temporary table", run: () => ["create temporary table loot (id int)"], end: denied },
  {
    what: "creating a function",
    run: () => ["create function app.loot() returns int language sql as 'select 1'"],
    end: denied,
  },
  { what: "creating a role", run: () => ["create role loot"], end: denied },
  {
    what: "changing the server's settings",
    run: () => ["set local log_statement = 'all'"],
    end: denied,
  },
  { what: "reading a file of the server", run: () => ["select pg_read_file('/etc/hostname')"], end: denied },
  { what: "listing a folder of the server", run: () => ["select pg_ls_dir('/')"], end: denied },
  { what: "importing a file of the server", run: () => ["select lo_import('/etc/hostname')"], end: denied },
  { what: "running a program", run: () => ["copy (select 1) to program 'true'"], end: denied },
  { what: "writing a file of the server", run: () => ["copy (select 1) to '/tmp/loot'"], end: denied },
  { what: "an extension that connects elsewhere", run: () => ["create extension dblink"], end: denied },
  {
    what: "a foreign server",
    run: () => ["create server loot foreign data wrapper postgres_fdw"],
    end: "refused, 42704",
  },
  { what: "the list of residents", run: () => ["select 1 from app.residents"], end: denied },
  {
    what: "changing the list of residents",
    run: () => ["update app.residents set state = 'open'"],
    end: denied,
  },
  {
    what: "adding a tenant to the list of residents",
    run: () => ["select app.move_in(gen_random_uuid())"],
    end: "possible",
    because:
      "A new tenant at shared is let in by the application itself. The entry opens no rows that are not there.",
  },
  {
    what: "asking whether a tenant lives in this database",
    run: (_, other) => [
      `select app.admit('${schemaOf(other)}', '${other.ctx.tenantId}', ${other.ctx.placement.epoch}, false)`,
    ],
    end: { shared: "possible", schema: "possible", database: "refused, TN001" },
    because: ENTERS,
  },
  {
    what: "searching another tenant's words",
    run: (_, other) => [
      `set local app.tenant_schema = 'tenant_${"0".repeat(32)}'`,
      `select app.search_ids('companies', '${other.names.mark}')`,
    ],
    end: "refused, P0001",
  },
  ...["memberships", "placements", "sessions", "jobs", "platform_audit_logs", "support_sessions"].flatMap(
    (table): Attack[] => [
      {
        what: `control.${table} of other tenants`,
        run: ({ ctx }) => [`select 1 from control.${table} where tenant_id <> '${ctx.tenantId}'`],
        end: inControl("nothing gained"),
      },
      {
        what: `control.${table} of other tenants, once app.tenant_id is emptied`,
        run: ({ ctx }) => [
          "set local app.tenant_id = ''",
          `select 1 from control.${table} where tenant_id <> '${ctx.tenantId}'`,
        ],
        end: inControl("possible"),
        because: SIGN_IN,
      },
    ],
  ),
  {
    what: "the list of tenants",
    run: ({ ctx }) => [`select 1 from control.tenants where id <> '${ctx.tenantId}'`],
    end: inControl("possible"),
    because: SIGN_IN,
  },
  {
    what: "the accounts of people",
    run: () => ["select 1 from control.users"],
    end: inControl("possible"),
    because: SIGN_IN,
  },
  {
    what: "changing the platform's log",
    run: () => ["update control.platform_audit_logs set action = 'nothing'"],
    end: inControl(denied),
  },
  {
    what: "the statements of other connections",
    run: () => [
      "select 1 from pg_stat_activity where usename = 'tenantry_app' and pid <> pg_backend_pid() and query <> ''",
    ],
    end: "possible",
    because: SAME_LOGIN,
  },
  {
    what: "cancelling the statements of other connections",
    run: () => [
      // Those of this proof alone: other suites run on the same server.
      `with mine as materialized (
         select pid from pg_stat_activity where usename = 'tenantry_app' and pid <> pg_backend_pid()
            and datname like substring(current_database() from '^tenantry_[a-z]+_[0-9a-f]+') || '%')
       select 1 from mine where pg_cancel_backend(pid)`,
    ],
    end: "possible",
    because: SAME_LOGIN,
  },
  {
    what: "holding up another tenant's writes",
    run: (_, other) => [
      `select app.admit('${schemaOf(other)}', '${other.ctx.tenantId}', ${other.ctx.placement.epoch}, false)`,
      `select 1 where pg_try_advisory_xact_lock(app.tenant_lock('${other.ctx.tenantId}'))`,
    ],
    end: { shared: "possible", schema: "possible", database: "refused, TN001" },
    because:
      "Advisory locks have no owner in PostgreSQL, and count in one database. A write that waits for one gives up after ten seconds, and says so.",
  },
  {
    what: "changing the login's own password",
    run: () => ["alter role tenantry_app password 'loot'", "select 1"],
    end: "possible",
    because:
      "PostgreSQL lets every role change its own password and settings. It could lock the application out until an administrator sets the password again; it opens no rows.",
  },
];
