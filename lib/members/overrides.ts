import { eq } from "drizzle-orm";
import { memberPermissionOverrides as overrides } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertMayGive, assertOutranks } from "@/lib/access/escalation";
import { dayToMoment } from "@/lib/access/until";
import { type Audit, type Context, defineCommand } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { parseCondition } from "@/lib/rbac/conditions/parse";
import type { Permission } from "@/lib/rbac/permissions";
import type { Rule } from "@/lib/rbac/policy";
import { recordsOf } from "@/lib/roles/matrix";
import { lockMember } from "./lock";
import { memberId, overrideInput } from "./schema";

/** Makes an exception for one member: what it says goes before all roles, teams and shared records. */
export const addOverride = defineCommand({
  name: "member.add_override",
  permission: "role:assign",
  changesAccess: true,
  input: overrideInput,
  run: async ({ ctx, tx, input: { memberId: id, until, ...input }, audit }) => {
    const member = await lockMember(tx, ctx, id);
    await assertOutranks(tx, ctx, id);
    const values = {
      ...input,
      conditions: readCondition(input.permission, input.conditions),
      expiresAt: dayToMoment(ctx, until),
    };
    if (input.effect === "allow")
      assertMayGive(ctx, [ruleOf(input.permission, values.conditions, input.reason)]);
    const by = ctx.member?.id ?? null;
    const [added] = await tx
      .insert(overrides)
      .values({ ...values, tenantId: ctx.tenantId, memberId: id, createdBy: by, updatedBy: by })
      .returning({ id: overrides.id });
    if (!added) throw new Error("The exception was not written.");
    audit({
      action: "member.override_added",
      resource: { type: "member", id },
      after: { name: member.displayName, ...values },
    });
    return added;
  },
});

/** Takes an exception back. The end of a denial gives what it denied, and so asks for it. */
export const removeOverride = defineCommand({
  name: "member.remove_override",
  permission: "role:assign",
  changesAccess: true,
  input: memberId,
  run: ({ ctx, tx, input: { id }, audit }): Promise<void> => takeOverride({ ctx, tx, audit }, id),
});

/** What taking an exception back is, inside a transaction. @throws NotFound; Forbidden on oneself, or for what one lacks */
export async function takeOverride(
  { ctx, tx, audit }: { ctx: Context; tx: TenantTx; audit: Audit },
  id: string,
): Promise<void> {
  const [found] = await tx
    .select({
      memberId: overrides.memberId,
      permission: overrides.permission,
      effect: overrides.effect,
      priority: overrides.priority,
      conditions: overrides.conditions,
      reason: overrides.reason,
      expiresAt: overrides.expiresAt,
    })
    .from(overrides)
    .where(within(ctx, overrides, eq(overrides.id, id)))
    .for("update");
  if (!found) throw new NotFound("This exception was taken back already, or it never was there.");
  const { memberId: person, ...before } = found;
  await assertOutranks(tx, ctx, person);
  if (found.effect === "deny")
    assertMayGive(ctx, [ruleOf(found.permission as Permission, found.conditions, found.reason)]);
  await tx.delete(overrides).where(within(ctx, overrides, eq(overrides.id, id)));
  audit({ action: "member.override_removed", resource: { type: "member", id: person }, before });
}

function readCondition(permission: Permission, conditions: unknown): unknown {
  if (conditions === null) return null;
  const parsed = parseCondition(conditions, recordsOf(permission));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const message = first?.message ?? "This condition is not valid.";
  throw new Invalid(message, { conditions: [message] });
}

/** An exception as a rule, as whoever makes it must have it. */
const ruleOf = (permission: Permission, condition: unknown, reason: string): Rule => ({
  key: "new",
  source: { kind: "override", id: "new", reason },
  effect: "allow",
  permission,
  scope: "all",
  team: null,
  condition,
  fields: null,
  recordId: null,
  priority: null,
  expiresAt: null,
});
