import { expect, it, vi } from "vitest";
import { newId } from "./columns";

const tenantId = newId();

async function placementsWith(secrets: object) {
  vi.resetModules();
  vi.stubEnv("PLACEMENT_SECRETS", JSON.stringify(secrets));
  vi.stubEnv("DATABASE_URL", "postgres://tenantry_app:own@db.example.com:5432/tenantry");
  vi.stubEnv("MIGRATOR_DATABASE_URL", "postgres://tenantry_migrator:own@db.example.com:5432/tenantry");
  const module = await import("./placement");
  vi.unstubAllEnvs();
  return module;
}

it("finds a tenant's own database on another server, with the passwords of that one", async () => {
  const { placeFor, urlOf } = await placementsWith({ "eu-1": { app: "a/p", migrator: "m" } });
  const elsewhere = { host: "eu-1.example.com", port: 6432, secretReference: "eu-1" };
  const place = placeFor(tenantId, "database", 3, { ...elsewhere, databaseName: "fjordlys" });
  expect(urlOf(place, "app")).toBe("postgres://tenantry_app:a%2Fp@eu-1.example.com:6432/fjordlys");
  expect(urlOf(place, "migrator")).toBe("postgres://tenantry_migrator:m@eu-1.example.com:6432/fjordlys");
  expect(place).toMatchObject({ epoch: 3, schemaName: `tenant_${tenantId.replaceAll("-", "")}` });
});

it("keeps to the installation's own server and passwords without one", async () => {
  const { placeFor, urlOf } = await placementsWith({});
  const own = `postgres://tenantry_app:own@db.example.com:5432/tenantry`;
  expect(urlOf(placeFor(tenantId, "shared"), "app")).toBe(own);
  expect(urlOf(placeFor(tenantId, "schema"), "app")).toBe(own);
  expect(urlOf(placeFor(tenantId, "database"), "app")).toBe(`${own}_${tenantId.replaceAll("-", "")}`);
});

it("says which secret is missing", async () => {
  const { placeFor, urlOf } = await placementsWith({});
  const place = placeFor(tenantId, "database", 1, { secretReference: "eu-2" });
  expect(() => urlOf(place, "app")).toThrow('PLACEMENT_SECRETS has no entry "eu-2"');
});
