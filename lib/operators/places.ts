import { and, asc, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { placementColumns, placements } from "@/db/schema/control";
import { defineOperatorQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { probe } from "@/lib/tenancy/probe";
import { MOST_SCHEMAS } from "@/lib/tenancy/provision";

const { host, port, databaseName } = placements;
const byLevel = (level: string) =>
  sql<number>`(count(*) filter (where ${placements.isolationLevel} = ${level}))::int`;

/** The databases that tenants live in, the installation's own first: how many, at which level. */
export const listPlaces = defineOperatorQuery({
  name: "console.list_places",
  input: z.void(),
  run: async ({ tx }) => {
    const rows = await tx
      .select({
        host,
        port,
        databaseName,
        tenants: count(),
        shared: byLevel("shared"),
        schema: byLevel("schema"),
        database: byLevel("database"),
        /** As far as they were measured. */
        rows: sql<number | null>`sum(${placements.rowCount})::float8`,
        bytes: sql<number | null>`sum(${placements.byteCount})::float8`,
      })
      .from(placements)
      .groupBy(host, port, databaseName)
      .orderBy(sql`${databaseName} nulls first`, asc(host), asc(port))
      .limit(500);
    return { places: rows, mostSchemas: MOST_SCHEMAS };
  },
});

const placeInput = z.object({
  host: z.string().max(255).nullable(),
  port: z.number().int().nullable(),
  databaseName: z.string().max(63).nullable(),
});

const equal = (column: typeof host | typeof port | typeof databaseName, value: unknown): SQL =>
  value === null ? isNull(column) : eq(column, value as never);

/** How one of those databases is doing now. */
export const measurePlace = defineOperatorQuery({
  name: "console.measure_place",
  input: placeInput,
  run: async ({ tx, input }) => {
    const [placement] = await tx
      .select(placementColumns)
      .from(placements)
      .where(and(equal(host, input.host), equal(port, input.port), equal(databaseName, input.databaseName)))
      .limit(1);
    if (!placement) throw new NotFound("No tenant lives in this database any more.");
    return probe(placement, tx);
  },
});
