import type { Permission } from "@/lib/rbac/permissions";
import { adviceOf } from "./advice";
import type { Context } from "./context";

/** Why support cannot change anything, as shown beside a disabled control too. */
export const READ_ONLY = "You are here as support, and may read only.";

const MOST_ROLES = 5;

/**
 * Why a permission is missing and who can help, as shown beside a disabled control. It names people once `advise` has found them: on
 * every page, and in the refusal of every verb.
 */
export function whyNot(permission: Permission, ctx: Context): string {
  const { support, access } = ctx;
  if (support?.mode === "read") return READ_ONLY;
  const { gate, rules } = access.plan(permission);
  if (gate) return gate.message;
  if (support) return `Support may not do this (${permission}): the people of this workspace decide it.`;
  const advice = adviceOf(ctx);
  const givers = inWords(advice.givers(permission));
  if (rules.some(({ rule }) => rule.effect === "deny"))
    return `This is denied to you (${permission}).${givers && ` ${givers} can change that.`}`;
  const roles = advice.rolesWith(permission);
  const more = roles.length > MOST_ROLES ? ` and ${roles.length - MOST_ROLES} more` : "";
  const which = `${roles.slice(0, MOST_ROLES).join(", ")}${more}`;
  return `Your role does not allow this (${permission}). It comes with: ${which}.${givers && ` ${givers} can give it to you.`}`;
}

const list = new Intl.ListFormat("en-GB", { type: "disjunction" });
const inWords = (names: readonly string[]): string => list.format(names);
