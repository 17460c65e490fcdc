/** What can be shared, and how far; apart from the schema, so that a record's page does not bring zod along. */
export const sharedResources = ["company", "contact", "deal"] as const;
export type SharedResource = (typeof sharedResources)[number];

export const shareLevels = ["see", "edit", "delete"] as const;
export type ShareLevel = (typeof shareLevels)[number];

/** The actions of the catalogue that a level gives: nobody can edit what they cannot see. */
export const actionsOf = {
  see: ["read"],
  edit: ["read", "update"],
  delete: ["read", "update", "delete"],
} as const satisfies Record<ShareLevel, readonly string[]>;

export const levelNames: Record<ShareLevel, string> = {
  see: "See",
  edit: "See and edit",
  delete: "See, edit and delete",
};

const verbs: Record<string, string> = { read: "see", update: "edit", delete: "delete" };

/** Stored actions in words: "See", "See and edit". */
export function actionsInWords(actions: readonly string[]): string {
  const words = ["read", "update", "delete"]
    .filter((each) => actions.includes(each))
    .map((each) => verbs[each]);
  const [last, ...before] = words.reverse();
  const said = before.length > 0 ? `${before.reverse().join(", ")} and ${last}` : (last ?? "nothing");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

export const principalKinds = ["member", "team", "role"] as const;
export type PrincipalKind = (typeof principalKinds)[number];

/** The level that just these actions make; null for a set that no level gives. */
export const levelOf = (actions: readonly string[]): ShareLevel | null =>
  shareLevels.find(
    (level) =>
      actionsOf[level].length === actions.length && actionsOf[level].every((each) => actions.includes(each)),
  ) ?? null;
