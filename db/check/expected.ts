import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as controlSchema from "../schema/control";
import * as tenantSchema from "../schema/tenant";

/** What the model says must be there. */
export type ExpectedTable = { name: string; uniqueKeys: string[] };

const tablesOf = (schema: object): ExpectedTable[] =>
  Object.values(schema)
    .filter((value): value is PgTable => is(value, PgTable))
    .map((table) => {
      const { name, indexes } = getTableConfig(table);
      const uniqueKeys = indexes
        .filter((index) => index.config.unique)
        .flatMap((index) => index.config.name ?? []);
      return { name, uniqueKeys };
    });

export const controlTables = tablesOf(controlSchema);
export const tenantTables = tablesOf(tenantSchema);
