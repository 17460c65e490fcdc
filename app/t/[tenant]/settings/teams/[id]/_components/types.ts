import type { getTeam } from "@/lib/teams/queries";

export type Team = Awaited<ReturnType<typeof getTeam>>;
export type TeamPerson = Team["people"][number];
export type GivenRole = Team["roles"][number];
