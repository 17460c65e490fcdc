"use client";

import { useRouter } from "next/navigation";
import { createTeamAction } from "@/lib/teams/actions";
import { TeamDialog } from "./team-dialog";

/** The team that the new one stands in; null for the top. */
export type Parent = { id: string; name: string } | null;

/** Asks what a new team is called, and goes to it. */
export function NewTeamDialog({ parent, onClose }: { parent: Parent; onClose: () => void }) {
  const router = useRouter();
  return (
    <TeamDialog
      title={parent ? `New team in ${parent.name}` : "New team"}
      submit="Create team"
      values={{ name: "", description: null }}
      onClose={onClose}
      action={(values) => createTeamAction({ ...values, parentId: parent?.id ?? null })}
      onSaved={({ id }) => router.push(`/settings/teams/${id}`)}
    />
  );
}
