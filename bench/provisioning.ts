import { performance } from "node:perf_hooks";
import { eq } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { makeTenant } from "@/db/factories";
import type { IsolationLevel } from "@/db/placement";
import { placements } from "@/db/schema/control";
import { MOST_SCHEMAS, type ProvisionedTenant } from "@/lib/tenancy/provision";
import { median } from "./measure";
import { memory } from "./memory";
import type { Ratio } from "./report";

/** How many are timed at each stop. */
const SAMPLE = 10;

/** How long a new workspace takes with few and with many schemas in the database, and how its connections grow with them. */
export async function provisioning(): Promise<Ratio[]> {
  const tenants: ProvisionedTenant[] = [];
  // Other parts have made some, and they count.
  const others = await controlDb().$count(placements, eq(placements.isolationLevel, "schema"));
  const make = async (isolationLevel: IsolationLevel) => {
    const start = performance.now();
    const tenant = await makeTenant({ isolationLevel });
    if (isolationLevel === "schema") tenants.push(tenant);
    return performance.now() - start;
  };
  const several = async (level: IsolationLevel) => {
    const ms: number[] = [];
    for (let index = 0; index < SAMPLE; index += 1) ms.push(await make(level));
    return median(ms);
  };
  const upTo = async (count: number) => {
    while (others + tenants.length < count) await make("schema");
  };
  const shared = await several("shared");
  const database = await several("database");
  await upTo(10);
  const with10 = await several("schema");
  await upTo(100);
  const with100 = await several("schema");
  // The last ones that fit: the database takes no more.
  await upTo(MOST_SCHEMAS - SAMPLE);
  const with490 = await several("schema");
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    {
      name: `a new schema beside ${MOST_SCHEMAS - SAMPLE} / beside 10`,
      value: with490 / with10,
      target: { atMost: 2 },
      detail: `${ms(with490)} / ${ms(with10)}, and ${ms(with100)} beside 100`,
    },
    {
      name: "a new workspace at schema / at shared",
      value: with10 / shared,
      detail: `${ms(with10)} / ${ms(shared)}`,
    },
    {
      name: "a new workspace at database / at shared",
      value: database / shared,
      detail: `${ms(database)} / ${ms(shared)}`,
    },
    ...(await memory(tenants)),
  ];
}
