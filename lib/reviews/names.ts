/** Apart from the schema, so that a page does not bring zod along. */
export const kindLabels = {
  member_role: "Role of a person",
  team_role: "Role of a team",
  override: "Exception",
  grant: "Shared record",
} as const;

export type ReviewedKind = keyof typeof kindLabels;

export const decisionLabels = {
  keep: "Kept",
  revoke: "Revoked",
  gone: "Ended by itself",
} as const;

export type ReviewDecision = keyof typeof decisionLabels;

/** Who has something, what it is, by whom, since and until when: in words, as they were when the review began. */
export type Snapshot = {
  to: { kind: "member" | "team" | "role"; id: string; name: string };
  what: string;
  /** What it is for, where that is not everything: the records of a team, or a condition. */
  about: string | null;
  /** The one record that it is for, of what was shared. */
  record: { type: "company" | "contact" | "deal"; id: string; name: string } | null;
  by: string | null;
  since: string;
  until: string | null;
  reason: string | null;
};
