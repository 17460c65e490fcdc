import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { migrationRuns, tenantMigrations, tenants } from "@/db/schema/control";
import { defineOperatorQuery } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { keysetPage } from "@/lib/lists/page";
import { aboutNamed } from "./columns";
import { migrationListInput } from "./schema";

/** The last runs of the migrations over all tenants, newest first. */
export const listMigrationRuns = defineOperatorQuery({
  name: "console.list_migration_runs",
  input: z.void(),
  run: ({ tx }) =>
    tx
      .select({
        id: migrationRuns.id,
        state: migrationRuns.state,
        target: migrationRuns.target,
        total: migrationRuns.total,
        done: migrationRuns.done,
        failed: migrationRuns.failed,
        createdAt: migrationRuns.createdAt,
        finishedAt: migrationRuns.finishedAt,
        /** Nobody has worked on it for a while: whoever ran it was killed, and a rerun goes on. */
        isStalled: sql<boolean>`${migrationRuns.state} = 'running' and ${migrationRuns.heartbeatAt} < now() - interval '1 minute'`,
      })
      .from(migrationRuns)
      .orderBy(desc(migrationRuns.createdAt))
      .limit(20),
});

/** A page of what became of each tenant in the runs, or in one of them. */
export const listTenantMigrations = defineOperatorQuery({
  name: "console.list_tenant_migrations",
  input: migrationListInput,
  run: ({ tx, input: state }) =>
    keysetPage(
      {
        tx,
        state,
        table: tenantMigrations,
        sorts: { created: tenantMigrations.createdAt },
        query: (cursor) =>
          tx
            .select({
              ...cursor,
              tenantId: tenantMigrations.tenantId,
              tenant: tenants.name,
              slug: tenants.slug,
              wave: tenantMigrations.wave,
              version: tenantMigrations.version,
              state: tenantMigrations.state,
              attempts: tenantMigrations.attempts,
              error: tenantMigrations.error,
              finishedAt: tenantMigrations.finishedAt,
            })
            .from(tenantMigrations)
            .innerJoin(tenants, eq(tenants.id, tenantMigrations.tenantId))
            .$dynamic(),
      },
      and(
        aboutNamed(tenantMigrations.tenantId, state.q),
        state.filters.run && inArray(tenantMigrations.runId, idsOf(state.filters.run)),
        state.filters.state && inState(state.filters.state),
      ),
    ),
});

const inState = (states: string[]): SQL => inArray(sql`${tenantMigrations.state}`, states);
