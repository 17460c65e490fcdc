import { equal, ok } from "node:assert/strict";
import { makeSession, makeTenant, makeUser, signedInOperator, signIn, visiting } from "@/db/factories";
import { env } from "@/lib/env";
import { visitorOf } from "@/lib/kernel/context";
import { AppError, type ErrorCode } from "@/lib/kernel/errors";
import type { RegisteredVerb } from "@/lib/kernel/registry";
import type { Permission } from "@/lib/rbac/permissions";
import { permissionsOf, systemRoleSlugs } from "@/lib/rbac/roles";
import { setSupportAccess } from "@/lib/support/commands";
import { Section } from "../record";
import { verbsOf } from "../verbs";
import { levels } from "../worlds";

/** An input that tells when anybody looks into it. */
function untouchable(): { input: object; touched: () => boolean } {
  let touched = false;
  const touch = () => {
    touched = true;
    throw new Error("The input was read.");
  };
  const traps = {
    get: touch,
    has: touch,
    ownKeys: touch,
    getOwnPropertyDescriptor: touch,
    getPrototypeOf: touch,
  };
  return { input: new Proxy({}, traps), touched: () => touched };
}

async function refuses(verb: RegisteredVerb, ctx: object, code: ErrorCode): Promise<void> {
  const { input, touched } = untouchable();
  const error = await verb(ctx, input).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  ok(!touched(), `${verb.info.name} read its input before it refused.`);
  ok(error instanceof AppError, `${verb.info.name} did not refuse: ${String(error)}`);
  equal(error.code, code, `${verb.info.name} refused otherwise: ${error.message}`);
}

/** Section 3: who lacks a permission, or is somebody else's kind of caller, is refused before the input is read. */
export async function proveRoles(): Promise<Section> {
  const section = new Section(
    "Every verb, by everybody who may not",
    "Nobody does what their role does not allow, and no context of one kind opens a verb of another.",
    "Each role calls each verb whose permission it lacks, at each isolation level; people at the apex, operators and members call the verbs that are not theirs. The input is an object that raises an alarm when anything looks into it: the refusal must come before.",
  );
  const verbs = verbsOf("tenant");
  const user = await makeUser();
  for (const level of levels) {
    const tenant = await makeTenant({ isolationLevel: level });
    const { ctx: owner } = await signIn(tenant, "owner", user);
    for (const role of systemRoleSlugs) {
      const { ctx } = await signIn(tenant, role);
      const allowed = permissionsOf([role]);
      for (const verb of verbs.filter(({ info }) => !allowed.has(info.permission as Permission))) {
        await section.holds(role, `${verb.info.name}, at ${level}`, () => refuses(verb, ctx, "forbidden"));
      }
    }
    for (const mode of ["read", "write"] as const) {
      await setSupportAccess(owner, { access: mode });
      const { ctx } = await visiting(tenant, { mode });
      for (const verb of verbs.filter(({ info }) => !ctx.can(info.permission as Permission))) {
        await section.holds(`support that may ${mode}`, `${verb.info.name}, at ${level}`, () =>
          refuses(verb, ctx, "forbidden"),
        );
      }
    }
    for (const verb of verbsOf("operator")) {
      await section.holds("an owner", `${verb.info.name}, at ${level}`, () =>
        refuses(verb, owner, "not_found"),
      );
    }
  }
  const visitor = await visitorOf(
    new Headers({ host: env.APP_HOST, cookie: await makeSession(user.id, null) }),
  );
  const { ctx: operator } = await signedInOperator();
  for (const verb of verbs) {
    await section.holds("a visitor of the apex", verb.info.name, () => refuses(verb, visitor, "not_found"));
    await section.holds("an operator", verb.info.name, () => refuses(verb, operator, "not_found"));
  }
  for (const verb of verbsOf("operator")) {
    await section.holds("a visitor of the apex", verb.info.name, () => refuses(verb, visitor, "not_found"));
  }
  return section;
}
