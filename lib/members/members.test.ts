import { describe, expect, it } from "vitest";
import { signedIn, signIn } from "@/db/factories";
import { withTenant } from "@/db/tenant";
import { parseListState } from "@/lib/lists/state";
import { insertMember } from "@/lib/tenancy/members";
import { listMembers } from "./list";
import { memberList } from "./schema";

const list = (params: Record<string, string> = {}) => parseListState(params, memberList);

describe("the people of a workspace", () => {
  it("are listed with their roles, those on record as well, and nobody else's", async () => {
    const { ctx, tenant } = await signedIn("owner");
    const viewer = await signIn(tenant, "viewer");
    await withTenant(ctx, "read write", (tx) =>
      insertMember(tx, ctx.tenantId, { name: "Anna Snelling", email: null }),
    );
    const { rows, total } = await listMembers(viewer.ctx, list());
    expect(total).toBe(3);
    expect(rows[0]).toMatchObject({ name: "Anna Snelling", roles: [], canSignIn: false });
    const roles = async (params: Record<string, string>) =>
      (await listMembers(ctx, list(params))).rows.map((row) => row.roles.map(({ slug }) => slug));
    expect(await roles({ "f.role": "viewer" })).toEqual([["viewer"]]);
    expect(await roles({ "f.signin": "no" })).toEqual([[]]);
    expect(await roles({ q: "anna" })).toEqual([[]]);
    expect(await roles({ q: "100%" })).toEqual([]);
    expect((await listMembers((await signedIn("owner")).ctx, list())).total).toBe(1);
  });
});
