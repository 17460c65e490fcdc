import { accessOf } from "./access";
import type { Permission } from "./permissions";
import type { Effect, Gate, Policy, Rule } from "./policy";

/** Rules in few words, for tests: what is not said is everything. */
type Given = Partial<Omit<Rule, "key" | "effect">>;

const rule = (effect: Effect, given: Given): Rule => ({
  key: `${effect} ${JSON.stringify(given)}`,
  source: { kind: "system", name: "test" },
  effect,
  permission: "deal:read",
  scope: "all",
  team: null,
  condition: null,
  fields: null,
  recordId: null,
  priority: null,
  expiresAt: null,
  ...given,
});

export const allow = (given: Given = {}): Rule => rule("allow", given);
export const deny = (given: Given = {}): Rule => rule("deny", given);

/** Overrides, by their priority. */
export const letThrough = (priority: number, given: Given = {}): Rule => allow({ priority, ...given });
export const keepOut = (priority: number, given: Given = {}): Rule => deny({ priority, ...given });

export const maren = "01890a5d-ac96-774b-bcce-b302099a8001";
export const ivar = "01890a5d-ac96-774b-bcce-b302099a8002";
export const anna = "01890a5d-ac96-774b-bcce-b302099a8003";

/** Of Maren Holt, whose team is Ivar Dahl and herself. */
export const policyOf = (rules: readonly Rule[], gates: readonly Gate[] = []): Policy => ({
  member: { id: maren, teamIds: [], roleIds: [], email: "maren@example.com", title: "Account manager" },
  teammates: [maren, ivar],
  gates,
  rules,
});

export const accessBy = (rules: readonly Rule[], gates: readonly Gate[] = []) =>
  accessOf(policyOf(rules, gates));

export const closed = (applies: "all" | "writes" | Permission[]): Gate => ({
  kind: "suspended",
  message: "This workspace is suspended.",
  applies,
});
