import { eq } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { namesIn } from "@/lib/access/names";
import { gateInWords } from "@/lib/access/words";
import { defineQuery, whyNot } from "@/lib/kernel";
import { Forbidden, NotFound } from "@/lib/kernel/errors";
import { loadPolicies } from "@/lib/kernel/policy/load";
import { accessOf } from "@/lib/rbac/access";
import { permissions } from "@/lib/rbac/permissions";
import type { Effect, Rule, Source } from "@/lib/rbac/policy";
import { ruleInWords } from "@/lib/rbac/words";
import { memberId } from "./schema";

/** A rule as a sentence, and where it comes from, with the page where that can be changed. */
type AbilityRule = {
  key: string;
  effect: Effect;
  says: string;
  from: { words: string; href: string | null };
};

type Ability = {
  permission: string;
  description: string;
  /** Whether it is possible at all: for some record, where records are decided about. */
  isPossible: boolean;
  rules: AbilityRule[];
};

/** What one member can do, action by action, and where each comes from. Anybody may ask about themselves. */
export const memberAbilities = defineQuery({
  name: "member.abilities",
  permission: "member:read",
  input: memberId,
  run: async ({ ctx, tx, input: { id } }) => {
    const isMe = ctx.member?.id === id;
    if (!isMe && !ctx.can("access:read")) throw new Forbidden(whyNot("access:read", ctx));
    const [member] = await tx
      .select({ name: members.displayName })
      .from(members)
      .where(within(ctx, members, eq(members.id, id)));
    const policy = (await loadPolicies(tx, ctx, [id])).get(id);
    if (!member || !policy) throw new NotFound("This person does not exist.");
    const access = accessOf(policy);
    const names = await namesIn(
      tx,
      ctx,
      policy.rules.map((rule) => rule.condition),
    );
    const { settings } = ctx.tenant;
    const person = isMe ? ("you" as const) : ("they" as const);
    const wording = { ...settings, person, nameOf: (named: string) => names.get(named.toLowerCase()) };
    const say = (rule: Rule): AbilityRule => ({
      key: rule.key,
      effect: rule.effect,
      says: ruleInWords(rule, wording),
      from: sourceOf(rule.source, id),
    });
    return {
      gates: policy.gates.map(gateInWords),
      abilities: permissions.map(
        ({ name, description }): Ability => ({
          permission: name,
          description,
          isPossible: access.might(name),
          rules: policy.rules.filter((rule) => rule.permission === name).map(say),
        }),
      ),
    };
  },
});

export type Abilities = Awaited<ReturnType<typeof memberAbilities>>;

function sourceOf(source: Source, memberId: string): AbilityRule["from"] {
  switch (source.kind) {
    case "system":
      return { words: source.name, href: null };
    case "role": {
      const role = source.inheritedFrom ?? source.role;
      const way = [
        source.inheritedFrom && `through ${source.role.name}`,
        source.team && `by the team ${source.team.name}`,
      ].filter(Boolean);
      return { words: [role.name, ...way].join(", "), href: `/settings/roles/${role.id}` };
    }
    case "override":
      return { words: `Exception: ${source.reason}`, href: `/settings/members/${memberId}` };
    case "grant":
      return { words: `Shared with ${source.to.name}`, href: null };
  }
}
