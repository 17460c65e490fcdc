import { eq } from "drizzle-orm";
import { z } from "zod";
import { members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertCan, type Context, defineQuery, whyNot } from "@/lib/kernel";
import { advise } from "@/lib/kernel/advice";
import { NotFound } from "@/lib/kernel/errors";
import { loadWhole } from "@/lib/kernel/policy/load";
import { accessOf } from "@/lib/rbac/access";
import type { Permission } from "@/lib/rbac/permissions";
import { answerTo } from "./answers";
import { helpWith } from "./help";
import { findRecord } from "./records";
import { explainInput, questionInput, recordsOf } from "./schema";

/**
 * Why a member may do something, or not; with a record, or in general. What whoever asks may not read is not there for them: they learn
 * nothing of it by asking about somebody else.
 */
export const explainAccess = defineQuery({
  name: "access.explain",
  permission: "access:read",
  input: explainInput,
  run: async ({ ctx, tx, input: { memberId, permission, recordId, field } }) => {
    const found = (await loadWhole(tx, ctx, [memberId])).get(memberId);
    if (!found) throw new NotFound("This person is not in the workspace, or never was.");
    const record = await readable(tx, ctx, permission, recordId);
    const person = { id: memberId, name: found.member.displayName };
    const access = accessOf(found.policy);
    return { ...(await answerTo(tx, ctx, { person, access, permission, record, field })), help: null };
  },
});

/** The same about whoever asks, by what decides for them in this request. */
export const explainOwnAccess = defineQuery({
  name: "access.explain_own",
  permission: "workspace:read",
  input: questionInput,
  run: async ({ ctx, tx, input: { permission, recordId, field } }) => {
    const record = await readable(tx, ctx, permission, recordId);
    const person = {
      id: ctx.member?.id ?? null,
      name: ctx.member?.displayName ?? ctx.support?.name ?? "System",
    };
    const answer = await answerTo(tx, ctx, { person, access: ctx.access, permission, record, field });
    return { ...answer, help: answer.allowed ? null : await helpWith(tx, ctx, permission, record) };
  },
});

/** Why whoever asks may not do something at all, and who can help; null when they may. */
export const whyNotMe = defineQuery({
  name: "access.why_not",
  permission: "workspace:read",
  input: questionInput.pick({ permission: true }),
  run: async ({ ctx, input: { permission } }) => {
    if (ctx.can(permission)) return null;
    await advise(ctx);
    return whyNot(permission, ctx);
  },
});

/** A member by their e-mail address, in whatever case. */
export const findPerson = defineQuery({
  name: "access.find_person",
  permission: "access:read",
  input: z.object({ email: z.string().trim().max(254) }),
  run: async ({ ctx, tx, input }) => {
    const [person] = await tx
      .select({ id: members.id, name: members.displayName })
      .from(members)
      .where(within(ctx, members, eq(members.emailLc, input.email.toLowerCase())));
    if (!person) throw new NotFound("Nobody in this workspace has this e-mail address.");
    return person;
  },
});

/** The record of a question; null when it names none. @throws NotFound for one that whoever asks may not read */
async function readable(tx: TenantTx, ctx: Context, permission: Permission, id: string | null) {
  const about = recordsOf(permission);
  if (!about || id === null) return null;
  const record = await findRecord(tx, ctx, about, id);
  if (!record) throw new NotFound();
  assertCan(ctx, `${about}:read`, record);
  return record;
}
