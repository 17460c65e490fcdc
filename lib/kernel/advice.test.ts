import { expect, it } from "vitest";
import { z } from "zod";
import {
  giveRole,
  makeRole,
  makeTenant,
  makeUser,
  memberWith,
  override,
  signIn,
  systemRoleId,
} from "@/db/factories";
import { advise } from "./advice";
import { contextOf } from "./context";
import { defineQuery } from "./verbs";
import { whyNot } from "./why-not";

const readLog = defineQuery({
  name: "test.read_log",
  permission: "audit:read",
  input: z.object({}),
  run: async () => true,
});

it("names the workspace's own roles that come with a permission, and people who can give it", async () => {
  const tenant = await makeTenant();
  const person = async (name: string) => makeUser({ name });
  await signIn(tenant, "owner", await person("Maren Holt"));
  await signIn(tenant, "admin", await person("Ivar Dahl"));
  const { memberId } = await signIn(tenant, "viewer", await person("Darcel Schlecht"));
  const base = await makeRole(tenant, { name: "Watcher", rules: ["audit:read"] });
  await makeRole(tenant, { name: "Night watcher", parentRoleId: base });
  await makeRole(tenant, { name: "Team of Maren", parentRoleId: await systemRoleId(tenant, "admin") });
  await makeRole(tenant, { name: "Closed one", rules: ["audit:read"], isActive: false });
  // Gives roles, and lacks this one: no help.
  await memberWith(tenant, ["role:assign"], await person("Anna Snelling"));
  const rep = await signIn(tenant, "sales_rep");
  const expected =
    "Your role does not allow this (audit:read). It comes with: Owner, Admin, Manager, Night watcher, Team of Maren and 1 more. Maren Holt or Ivar Dahl can give it to you.";
  await expect(readLog(rep.ctx, {})).rejects.toMatchObject({ code: "forbidden", message: expected });
  expect(whyNot("audit:read", rep.ctx)).toBe(expected);
  // From the next request on there is one more.
  await giveRole(tenant, memberId, await systemRoleId(tenant, "owner"));
  const later = await contextOf(rep.headers);
  await advise(later);
  expect(whyNot("audit:read", later)).toContain(
    "Maren Holt, Ivar Dahl or Darcel Schlecht can give it to you.",
  );
});

it("says that it is denied, where an exception takes away what a role gives", async () => {
  const tenant = await makeTenant();
  await signIn(tenant, "owner", await makeUser({ name: "Maren Holt" }));
  const { memberId, headers } = await signIn(tenant, "manager");
  await override(tenant, { memberId, permission: "audit:read" });
  const ctx = await contextOf(headers);
  await expect(readLog(ctx, {})).rejects.toThrow(
    "This is denied to you (audit:read). Maren Holt can change that.",
  );
});
