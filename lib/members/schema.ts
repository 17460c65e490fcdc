import { type ListSpec, listInput } from "@/lib/lists/state";

/** Filters: `role` is a role's slug; `signin` is yes, or no for people on record who own deals and cannot sign in. */
export const memberList = {
  sorts: ["name", "joined"],
  defaultSort: "name",
  filters: ["role", "signin"],
} as const satisfies ListSpec;

export const memberListInput = listInput(memberList);
