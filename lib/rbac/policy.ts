import type { Condition } from "./conditions/schema";
import type { Permission } from "./permissions";

export type Effect = "allow" | "deny";
export type Scope = "own" | "team" | "all";

export type Named = { id: string; name: string };

/** Where a rule comes from: what an explanation names and links to. */
export type Source =
  /** The whole of what the system, or the platform's support, may do. */
  | { kind: "system"; name: string }
  /** A role: held by the member (`assignmentId` is the row of member_roles), or by a team that the member is in or under. */
  | { kind: "role"; role: Named; inheritedFrom: Named | null; team: Named | null; assignmentId: string }
  | { kind: "override"; id: string; reason: string }
  | { kind: "grant"; id: string; to: { kind: "member" | "team" | "role" } & Named; reason: string | null };

/** One sentence of a policy: this permission is allowed or denied, for these records, these fields, if this holds. */
export type Rule = {
  /** Unique in its policy and the same at every load. */
  key: string;
  source: Source;
  effect: Effect;
  permission: Permission;
  scope: Scope;
  /** Only records whose owner is in this team or one below it: of a role that was given for one team. */
  team: (Named & { memberIds: readonly string[] }) | null;
  /** As it is stored: one that this version does not know is never met by an allow, and always by a deny. */
  condition: Condition | null | unknown;
  /** The fields it is about. An allow with fields opens the record with these alone; a deny with fields closes these alone. */
  fields: readonly string[] | null;
  /** Of a grant: the one record. */
  recordId: string | null;
  /** Of an override; null for all else. */
  priority: number | null;
  expiresAt: Date | null;
};

/** What a role says with one rule, whoever holds it. */
export type RuleBody = Pick<Rule, "effect" | "permission" | "scope" | "condition" | "fields">;

/** Step 1: what nothing lifts. `applies` says which permissions are closed. */
export type Gate = {
  kind: "inactive" | "suspended" | "plan";
  /** Why, as the person is told. */
  message: string;
  applies: "all" | "writes" | readonly Permission[];
};

/** Who decides are made for. Team ids include the teams above the member's own: who is in a team belongs to those above it. */
export type Principal = {
  /** Null for the system and the platform's support: it owns nothing and is in no team. */
  id: string | null;
  teamIds: readonly string[];
  roleIds: readonly string[];
  email: string | null;
  title: string | null;
};

/** All that decides what one principal may do, with nothing left to look up. */
export type Policy = {
  member: Principal;
  /** The members of any team that the member is in, or of one below such a team: the scope `team`. The member is among them. */
  teammates: readonly string[];
  gates: readonly Gate[];
  rules: readonly Rule[];
};

/** Facts of the request that conditions may ask for. */
export type RequestAttributes = { now: Date; ip: string | null };

/** A record by its attributes' names, with its `id`; custom fields under `customFields`. An attribute left out counts as null. */
export type RecordAttributes = Readonly<Record<string, unknown>>;
