import autocannon from "autocannon";
import { signIn } from "@/db/factories";
import { env } from "@/lib/env";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { build } from "@/scripts/lib/build";
import { freePort } from "@/scripts/lib/ports";
import { median } from "./measure";
import type { Ratio } from "./report";
import { buildApp, serveApp } from "./serve";

const CONNECTIONS = 8;
const SECONDS = 5;
const ROUNDS = 3;

/** (a) Requests per second of the deals list, signed in, against a bare page that renders the same rows from raw SQL. */
export async function pages(adminUrl: string, [tenant]: ProvisionedTenant[]): Promise<Ratio[]> {
  if (!tenant) throw new Error("There is no workspace to measure.");
  await buildApp("bench/floor");
  await build();
  const { cookie } = await signIn(tenant, "owner");
  const [port, floorPort] = [await freePort(), await freePort()];
  const appHost = `localhost:${port}`;
  const product = {
    url: `http://127.0.0.1:${port}/deals`,
    headers: { host: `${tenant.slug}.${appHost}`, cookie },
  };
  const floor = { url: `http://127.0.0.1:${floorPort}/`, headers: {} };
  const servers = [
    await serveApp(
      "",
      port,
      { APP_HOST: appHost, PORT: String(port), DATABASE_URL: env.DATABASE_URL, SECRET: env.SECRET },
      product.url,
      product.headers,
    ),
    await serveApp(
      "bench/floor",
      floorPort,
      { FLOOR_DATABASE_URL: adminUrl, FLOOR_TENANT_ID: tenant.tenantId },
      floor.url,
      floor.headers,
    ),
  ];
  try {
    const rates: { product: number[]; floor: number[] } = { product: [], floor: [] };
    await load(product);
    await load(floor);
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.product.push(await load(product));
      rates.floor.push(await load(floor));
    }
    const [mine, bare] = [median(rates.product), median(rates.floor)];
    return [
      {
        name: "requests/s of the deals list / of the bare page",
        value: mine / bare,
        target: { atLeast: 0.7 },
        detail: `${mine.toFixed(0)} / ${bare.toFixed(0)} per second, ${CONNECTIONS} connections`,
      },
    ];
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Requests per second over loopback, for a few seconds. @throws when an answer is not 200. */
async function load({ url, headers }: { url: string; headers: Record<string, string> }): Promise<number> {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} failed.`);
  return result.requests.average;
}
