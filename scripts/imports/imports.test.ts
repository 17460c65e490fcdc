import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cycles } from "./cycles";
import { importsOf } from "./files";
import { judge } from "./rules";

const value = (from: string, to: string) => ({ from, to, typeOnly: false });

describe("who may import whom", () => {
  it.each([
    ["middleware.ts", "lib/tenancy/resolve.ts"],
    ["middleware.ts", "lib/kernel/index.ts"],
    ["app/t/[tenant]/deals/page.tsx", "db/client.ts"],
    ["app/t/[tenant]/deals/page.tsx", "drizzle-orm"],
    ["app/t/[tenant]/deals/page.tsx", "lib/deals/commands.ts"],
    ["components/ui/button.tsx", "db/schema/tenant/deals.ts"],
    ["components/ui/button.tsx", "lib/deals/queries.ts"],
    ["lib/deals/queries.ts", "db/client.ts"],
    ["lib/deals/queries.ts", "db/tenant.ts"],
    ["lib/deals/queries.ts", "app/layout.tsx"],
    ["lib/kernel/verbs.ts", "lib/deals/queries.ts"],
    ["lib/kernel/verbs.ts", "db/client.ts"],
    ["lib/rbac/roles.ts", "lib/kernel/context.ts"],
    ["lib/rbac/access.ts", "drizzle-orm"],
    ["lib/rbac/access.ts", "lib/rbac/sql/where.ts"],
    ["lib/rbac/sql/where.ts", "db/schema/tenant/index.ts"],
    ["app/t/[tenant]/deals/page.tsx", "lib/rbac/sql/where.ts"],
    ["db/tenant.ts", "lib/kernel/context.ts"],
    ["e2e/deals.spec.ts", "lib/deals/queries.ts"],
  ])("%s must not import %s", (from, to) => {
    expect(judge(value(from, to))).not.toEqual([]);
  });

  it.each([
    ["middleware.ts", "lib/tenancy/host.ts"],
    ["app/t/[tenant]/deals/page.tsx", "lib/deals/queries.ts"],
    ["app/t/[tenant]/deals/page.tsx", "lib/kernel/page.ts"],
    ["components/ui/button.tsx", "lib/rbac/permissions.ts"],
    ["lib/rbac/sql/where.ts", "drizzle-orm"],
    ["lib/kernel/context.ts", "lib/rbac/sql/where.ts"],
    ["lib/deals/queries.ts", "db/schema/tenant/index.ts"],
    ["lib/deals/queries.ts", "drizzle-orm"],
    ["lib/deals/deals.test.ts", "db/factories/deal.ts"],
    ["lib/tenancy/resolve.ts", "db/control.ts"],
    ["db/client.ts", "lib/env.ts"],
    ["e2e/deals.spec.ts", "db/factories/deal.ts"],
    ["scripts/start.ts", "db/client.ts"],
  ])("%s may import %s", (from, to) => {
    expect(judge(value(from, to))).toEqual([]);
  });

  it("lets components know the types of an entity, not its code", () => {
    const use = { from: "components/a.tsx", to: "lib/deals/schema.ts" };
    expect(judge({ ...use, typeOnly: true })).toEqual([]);
    expect(judge({ ...use, typeOnly: false })).toHaveLength(1);
  });
});

describe("reading imports", () => {
  const root = mkdtempSync(path.join(tmpdir(), "tenantry-imports-"));
  afterAll(() => rmSync(root, { recursive: true }));

  it("finds every way to import, through JSX and TypeScript, and tells types from values", () => {
    mkdirSync(path.join(root, "lib/deals"), { recursive: true });
    mkdirSync(path.join(root, "app"), { recursive: true });
    writeFileSync(path.join(root, "lib/deals/index.ts"), "export {};");
    writeFileSync(path.join(root, "app/other.tsx"), "export {};");
    writeFileSync(
      path.join(root, "app/page.tsx"),
      `import { a } from "@/lib/deals";
       import type { B } from "./other";
       import { type C } from "./other";
       export * from "./other";
       export const page = async () => <p>{(await import("postgres")).name}</p>;`,
    );
    expect(importsOf(root, "app/page.tsx").map(({ to, typeOnly }) => [to, typeOnly])).toEqual([
      ["lib/deals/index.ts", false],
      ["app/other.tsx", true],
      ["app/other.tsx", true],
      ["app/other.tsx", false],
      ["postgres", false],
    ]);
  });
});

describe("cycles", () => {
  it("finds a ring and ignores one of types alone", () => {
    const ring = [value("a.ts", "b.ts"), value("b.ts", "c.ts"), value("c.ts", "a.ts"), value("d.ts", "a.ts")];
    expect(cycles(ring)).toEqual([["a.ts", "b.ts", "c.ts", "a.ts"]]);
    expect(cycles([value("a.ts", "b.ts"), { ...value("b.ts", "a.ts"), typeOnly: true }])).toEqual([]);
  });
});
