import type { Command } from "commander";
import { asc, isNull } from "drizzle-orm";
import { openForCommand } from "../lib/cli-database";
import { table } from "../lib/steps";
import { print } from "./output";

export function tenantList(tenant: Command): void {
  tenant
    .command("list")
    .description("list the workspaces of this installation")
    .action(async (_options, command: Command) => {
      await openForCommand();
      const { controlDb } = await import("@/db/control");
      const { tenants } = await import("@/db/schema/control");
      const rows = await controlDb()
        .select({
          slug: tenants.slug,
          name: tenants.name,
          status: tenants.status,
          level: tenants.isolationLevel,
          createdAt: tenants.createdAt,
        })
        .from(tenants)
        .where(isNull(tenants.deletedAt))
        .orderBy(asc(tenants.slug));
      const lines = rows.map(({ slug, name, status, level, createdAt }) => [
        slug,
        name,
        status,
        level,
        createdAt.toISOString(),
      ]);
      const text =
        rows.length === 0
          ? "No workspace yet."
          : table([["Slug", "Name", "Status", "Level", "Created"], ...lines]);
      print(command.optsWithGlobals().json === true, rows, text);
    });
}
