/** The roles of people on a deal; apart from the schema, so that the record's page does not bring zod along. */
export const dealContactRoles = ["decision_maker", "influencer", "user"] as const;
export type DealContactRole = (typeof dealContactRoles)[number];

export const dealContactRoleNames: Record<DealContactRole, string> = {
  decision_maker: "Decision maker",
  influencer: "Influencer",
  user: "User",
};
