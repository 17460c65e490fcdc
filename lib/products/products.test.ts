import { beforeAll, describe, expect, it } from "vitest";
import { signedIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { createProduct, deleteProducts, restoreProducts, updateProduct } from "./commands";
import { getProduct, listProducts } from "./queries";
import { productList } from "./schema";

const gtx = { name: "GTX Basic", sku: "GTX-B", currency: "USD", unitPriceMinor: 55_000n };
const list = (params: Record<string, string> = {}) => parseListState(params, productList);

let owner: Context;
beforeAll(async () => {
  owner = (await signedIn("owner")).ctx;
});

describe("products", () => {
  it("are created, found, edited with an audit of what changed, deleted and restored", async () => {
    const { id } = await createProduct(owner, gtx);
    expect(await getProduct(owner, { id })).toMatchObject({
      name: "GTX Basic",
      unitPriceMinor: 55_000n,
      version: 1,
    });
    expect((await listProducts(owner, list({ q: "gtx bas" }))).rows.map((row) => row.id)).toEqual([id]);

    await updateProduct(owner, { ...gtx, id, version: 1, unitPriceMinor: 60_000n });
    expect(await lastAudit(owner)).toMatchObject({
      action: "product.updated",
      resourceId: id,
      actorMemberId: owner.member?.id,
      changes: { before: { unitPriceMinor: "55000" }, after: { unitPriceMinor: "60000" } },
    });

    await deleteProducts(owner, { ids: [id] });
    await expect(getProduct(owner, { id })).rejects.toMatchObject({ code: "not_found" });
    await restoreProducts(owner, { ids: [id] });
    expect(await getProduct(owner, { id })).toMatchObject({ unitPriceMinor: 60_000n });
  });

  it("tell a second editor what changed, and keep what was there", async () => {
    const { id } = await createProduct(owner, { ...gtx, name: "MG Special", sku: "MG-S" });
    await updateProduct(owner, { ...gtx, name: "MG Special", sku: "MG-S", id, version: 1, category: "MG" });
    const late = updateProduct(owner, {
      ...gtx,
      name: "MG Extra",
      sku: "MG-S",
      id,
      version: 1,
      category: null,
      unitPriceMinor: 60_000n,
    });
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      details: {
        version: 2,
        by: "Darcel Schlecht",
        fields: [
          { field: "name", label: "Name", yours: "MG Extra", theirs: "MG Special" },
          { field: "category", label: "Category", yours: null, theirs: "MG" },
          { field: "unitPriceMinor", label: "Unit price", yoursText: "$600.00", theirsText: "$550.00" },
        ],
      },
    });
    expect(await getProduct(owner, { id })).toMatchObject({ name: "MG Special", category: "MG" });
  });

  it("refuse a second product with the same SKU, in words, at its field", async () => {
    await createProduct(owner, { ...gtx, sku: "TAKEN" });
    await expect(createProduct(owner, { ...gtx, sku: "TAKEN" })).rejects.toMatchObject({
      code: "conflict",
      fields: { sku: ["Another product has this SKU."] },
    });
  });

  it("are seen by a viewer, who cannot change them", async () => {
    const viewer = (await signedIn("viewer")).ctx;
    expect(await listProducts(viewer, list())).toMatchObject({ rows: [], total: 0 });
    await expect(createProduct(viewer, gtx)).rejects.toMatchObject({
      code: "forbidden",
      message: /comes with: Owner, Admin, Manager/,
    });
  });

  it("of another tenant do not exist", async () => {
    const { id } = await createProduct(owner, { ...gtx, sku: null });
    const stranger = (await signedIn("owner")).ctx;
    const nowhere = "00000000-0000-7000-8000-000000000000";
    for (const attempt of [
      (target: string) => getProduct(stranger, { id: target }),
      (target: string) => updateProduct(stranger, { ...gtx, id: target, version: 1 }),
      (target: string) => deleteProducts(stranger, { ids: [target] }),
    ]) {
      const answers = await Promise.all(
        [id, nowhere].map((target) => attempt(target).catch((error) => JSON.stringify(error))),
      );
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain("not_found");
    }
    expect(await getProduct(owner, { id })).toMatchObject({ version: 1 });
  });

  it("page forwards and backwards over the same rows, with empty values at the end", async () => {
    const { ctx } = await signedIn("owner");
    for (let index = 0; index < 120; index += 1) {
      await createProduct(ctx, {
        name: `Item ${index % 7}`,
        currency: "USD",
        unitPriceMinor: index % 3 === 0 ? null : BigInt(index % 10),
      });
    }
    for (const sort of ["-price", "price", "name", "-created"]) {
      const seen: string[] = [];
      let after = "";
      let previous: string | null = null;
      do {
        const page = await listProducts(ctx, list({ sort, ...(after && { after }) }));
        expect(page.total).toBe(120);
        seen.push(...page.rows.map((row) => row.id));
        after = page.next ?? "";
        previous = page.previous;
      } while (after);
      expect(new Set(seen).size).toBe(120);
      const back = await listProducts(ctx, list({ sort, before: previous ?? "" }));
      expect(back.rows.map((row) => row.id)).toEqual(seen.slice(50, 100));
    }
  });
});
