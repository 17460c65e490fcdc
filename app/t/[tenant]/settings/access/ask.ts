import type { Answer } from "@/lib/access/answer";
import { explainAccess, explainOwnAccess } from "@/lib/access/queries";
import type { Asked } from "@/lib/access/schema";
import type { Context } from "@/lib/kernel";
import { AppError } from "@/lib/kernel/errors";
import { searchMembers } from "@/lib/members/queries";

type Asking = {
  answer: Answer | null;
  /** Why there is no answer. */
  problem: string | null;
  person: { id: string; name: string } | null;
};

/** The answer to what stands in the address. Without a person it is about whoever asks, and so it is for who may ask about nobody else. */
export async function ask(ctx: Context, { memberId, permission, ...about }: Asked): Promise<Asking> {
  const { member } = ctx;
  const self = member && { id: member.id, name: member.displayName };
  const other = ctx.can("access:read") && memberId && memberId !== member?.id ? memberId : null;
  const person = other ? await nameOf(ctx, other) : self;
  if (!permission || !person) return { answer: null, problem: null, person };
  try {
    const question = { permission, ...about };
    const answer = other
      ? await explainAccess(ctx, { memberId: other, ...question })
      : await explainOwnAccess(ctx, question);
    return { answer, problem: null, person };
  } catch (error) {
    if (error instanceof AppError) return { answer: null, problem: error.message, person };
    throw error;
  }
}

async function nameOf(ctx: Context, id: string) {
  const [found] = ctx.can("member:read") ? await searchMembers(ctx, { ids: [id] }) : [];
  return found ? { id: found.id, name: found.label } : null;
}
