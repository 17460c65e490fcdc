import { describe, expect, it } from "vitest";
import { signedIn } from "@/db/factories";
import { makeProduct } from "@/db/factories/records";
import { listProducts } from "@/lib/products/queries";
import { productList } from "@/lib/products/schema";
import { decodeCursor, encodeCursor } from "./cursor";
import { parseListState } from "./state";

const id = "01a1f831-4d02-755d-b5f3-d463f99b8e7c";
const forged = Buffer.from(JSON.stringify(["no amount", id])).toString("base64url");

describe("a cursor", () => {
  it("comes back as it was, for its own sort alone", () => {
    for (const value of ["2017-03-01 00:00:00.123456+00", "", null]) {
      expect(decodeCursor("created", encodeCursor("created", { value, id }))).toEqual({ value, id });
    }
    expect(decodeCursor("price", encodeCursor("created", { value: "1", id }))).toBeNull();
  });

  it("that somebody made up starts the list at its beginning", async () => {
    const { ctx } = await signedIn("owner");
    const product = await makeProduct(ctx);
    for (const after of [
      "x",
      ".",
      "..",
      forged,
      `${forged}.AAAAAAAAAAAAAAAA`,
      "%00",
      `x.${"é".repeat(16)}`,
    ]) {
      const page = await listProducts(ctx, parseListState({ sort: "price", after }, productList));
      expect(page).toMatchObject({ rows: [{ id: product.id }], previous: null, next: null });
    }
  });
});
