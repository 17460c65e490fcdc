import { PropertyList } from "@/components/ui/property-list";
import { NumberText } from "@/components/ui/values";
import type { Team } from "./types";

export function TeamProperties({ team }: { team: Team }) {
  const leads = team.people.filter(({ role }) => role === "lead").map(({ name }) => name);
  return (
    <PropertyList
      items={[
        { label: "What it is for", value: team.description },
        { label: "Led by", value: leads.join(", ") },
        { label: "People", value: <NumberText value={team.people.length} /> },
        { label: "Teams inside", value: <NumberText value={team.teamsBelow} /> },
      ]}
    />
  );
}
