import type { Sql } from "postgres";
import { newId } from "../columns";
import { transaction } from "./owner";
import type { Surveyed } from "./survey";

const HEARTBEAT_MS = 5000;

/** A run over all tenants, in `control.migration_runs`, and what became of each of them, in `control.tenant_migrations`. */
export class RunRecord {
  private readonly beat: NodeJS.Timeout;

  private constructor(
    private readonly sql: Sql,
    private readonly id: string,
  ) {
    // It fails when the connection is lost, which the runner notices by itself.
    this.beat = setInterval(() => void this.count().catch(() => {}), HEARTBEAT_MS);
    this.beat.unref();
  }

  /** Begins a run, or goes on with the one that a kill interrupted. The caller holds the lock of all runners, so nobody else is at it. */
  static async open(sql: Sql, target: string, waves: Surveyed[][], broken: Surveyed[]): Promise<RunRecord> {
    const id = await transaction(sql, async () => {
      const [interrupted] = await sql<{ id: string }[]>`
        select id from control.migration_runs where state = 'running' order by created_at desc limit 1`;
      const id = interrupted?.id ?? newId();
      if (!interrupted) await sql`insert into control.migration_runs ${sql({ id, target, total: 0 })}`;
      await addTenants(sql, id, waves, broken);
      return id;
    });
    const run = new RunRecord(sql, id);
    await run.count();
    return run;
  }

  async started(tenantId: string): Promise<void> {
    await this.sql`update control.tenant_migrations
      set state = 'running', attempts = attempts + 1, error = null, started_at = now(), updated_at = now()
      where run_id = ${this.id} and tenant_id = ${tenantId}`;
  }

  async done(tenantId: string, version: string): Promise<void> {
    await this.sql`with placed as (
        update control.placements set schema_version = ${version}, updated_at = now() where tenant_id = ${tenantId})
      update control.tenant_migrations set state = 'done', version = ${version}, finished_at = now(), updated_at = now()
      where run_id = ${this.id} and tenant_id = ${tenantId}`;
    await this.count();
  }

  async failed(tenantId: string, reason: string): Promise<void> {
    await this
      .sql`update control.tenant_migrations set state = 'failed', error = ${reason}, finished_at = now(), updated_at = now()
      where run_id = ${this.id} and tenant_id = ${tenantId}`;
    await this.count();
  }

  async close(state: "done" | "failed"): Promise<void> {
    this.stop();
    await this
      .sql`update control.migration_runs set state = ${state}, finished_at = now(), updated_at = now() where id = ${this.id}`;
  }

  /** No more signs of life; the run stays open for whoever goes on with it. */
  stop(): void {
    clearInterval(this.beat);
  }

  private async count(): Promise<void> {
    await this.sql`update control.migration_runs r
      set total = c.total, done = c.done, failed = c.failed, heartbeat_at = now(), updated_at = now()
      from (select count(*)::int as total, count(*) filter (where state = 'done')::int as done,
                   count(*) filter (where state = 'failed')::int as failed
              from control.tenant_migrations where run_id = ${this.id}) c
      where r.id = ${this.id} and r.state = 'running'`;
  }
}

async function addTenants(sql: Sql, runId: string, waves: Surveyed[][], broken: Surveyed[]): Promise<void> {
  // Wave 0: those that no wave comes to.
  const rows = [broken, ...waves].flatMap((wave, index) =>
    wave.map(({ tenantId, version, problem }) => ({
      id: newId(),
      run_id: runId,
      tenant_id: tenantId,
      wave: index,
      version: version ?? "",
      state: problem ? "failed" : "pending",
      error: problem,
    })),
  );
  await sql`insert into control.tenant_migrations ${sql(rows)}
    on conflict (run_id, tenant_id) do update
    set wave = excluded.wave, state = excluded.state, error = excluded.error, updated_at = now()`;
}

/**
 * Puts right what a killed run left in the records. The caller holds the lock of all runners, so no run that says `running` is: one for another
 * version has failed; in one for this version, who is not behind any more was done, and only its record was not written.
 */
export async function settleInterrupted(sql: Sql, target: string, behind: string[]): Promise<void> {
  await sql`update control.migration_runs set state = 'failed', finished_at = now(), updated_at = now()
    where state = 'running' and target <> ${target}`;
  await sql`with finished as (
      update control.tenant_migrations m set state = 'done', version = ${target}, finished_at = now(), updated_at = now()
        from control.migration_runs r
       where r.id = m.run_id and r.state = 'running' and m.state in ('pending', 'running') and m.tenant_id <> all(${behind}::uuid[])
      returning m.tenant_id)
    update control.placements p set schema_version = ${target}, updated_at = now() from finished f where p.tenant_id = f.tenant_id`;
  if (behind.length > 0) return;
  await sql`update control.migration_runs r set state = 'done', done = r.total - r.failed, finished_at = now(), updated_at = now()
    where state = 'running'`;
}

/** The tenants at which the last attempt failed. */
export async function failedBefore(sql: Sql): Promise<string[]> {
  const rows = await sql<{ tenantId: string; state: string }[]>`
    select distinct on (tenant_id) tenant_id as "tenantId", state from control.tenant_migrations
     order by tenant_id, created_at desc, updated_at desc`;
  return rows.filter(({ state }) => state === "failed").map(({ tenantId }) => tenantId);
}
