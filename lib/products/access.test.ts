import { beforeAll, describe, expect, it } from "vitest";
import { makeProduct } from "@/db/factories";
import { parseListState } from "@/lib/lists/state";
import { hiding, ofAll, workspaceOf } from "@/lib/records/access.fixture";
import { deleteProducts, updateProduct } from "./commands";
import { getProduct, listProducts, searchProducts } from "./queries";
import { productList } from "./schema";

let world: Awaited<ReturnType<typeof workspaceOf>>;
const sold = { op: "eq", attr: "record.isActive", value: true } as const;
const list = (params: Record<string, string> = {}) => parseListState(params, productList);

beforeAll(async () => {
  world = await workspaceOf();
});

describe("products", () => {
  it("have no owner: a condition says which may be read", async () => {
    const { id } = await makeProduct(world.owner, { name: "GTX Retired", isActive: false });
    await makeProduct(world.owner, { name: "GTX Sold" });
    const { ctx } = await world.let([{ permission: "product:read", condition: sold }]);
    expect((await listProducts(ctx, list())).rows.map(({ name }) => name)).toEqual(["GTX Sold"]);
    expect(await searchProducts(ctx, { q: "gtx" })).toMatchObject([{ label: "GTX Sold" }]);
    await expect(getProduct(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    const { ctx: own } = await world.let([{ permission: "product:read", scope: "own" }]);
    await expect(listProducts(own, list())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("keep what their editor does not see", async () => {
    const cost = { name: "GTX Costed", sku: "COST-9", unitCostMinor: 4_000n, isActive: false };
    const { id } = await makeProduct(world.owner, cost);
    const { ctx } = await world.let(
      ofAll("product"),
      hiding("product:read", "unitCostMinor", "sku", "isActive", "type", "currency"),
    );
    expect(await getProduct(ctx, { id })).toMatchObject({
      ...{ unitCostMinor: null, unitPriceMinor: null, sku: null, isActive: null, type: null, currency: null },
    });
    expect((await listProducts(ctx, list({ q: "cost-9" }))).total).toBe(0);
    await updateProduct(ctx, { id, version: 1, name: "GTX Renamed" });
    expect(await getProduct(world.owner, { id })).toMatchObject({
      ...{ ...cost, name: "GTX Renamed", unitPriceMinor: 55_000n, currency: "USD" },
    });
    await expect(updateProduct(ctx, { id, version: 2, name: "x", isActive: true })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await deleteProducts(ctx, { ids: [id] })).toEqual({ ids: [id] });
  });
});
