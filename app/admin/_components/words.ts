import type { Tone } from "@/components/ui/badge";

type Word = { label: string; tone: Tone };

export const levelNames: Record<string, string> = {
  shared: "Shared",
  schema: "Own schema",
  database: "Own database",
};

export const statusNames: Record<string, Word> = {
  trial: { label: "Trial", tone: "info" },
  active: { label: "Active", tone: "accent" },
  past_due: { label: "Past due", tone: "warn" },
  suspended: { label: "Suspended", tone: "warn" },
  churned: { label: "Churned", tone: "neutral" },
  deleted: { label: "Deleted", tone: "danger" },
};

/** What a move does at each of its steps. */
export const stepNames: Record<string, Word> = {
  planned: { label: "Waiting", tone: "info" },
  preparing: { label: "Preparing the new place", tone: "info" },
  copying: { label: "Copying", tone: "info" },
  verifying: { label: "Comparing", tone: "info" },
  cutting_over: { label: "Cutting over", tone: "info" },
  switching: { label: "Switching", tone: "info" },
  done: { label: "Done", tone: "accent" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

export const migrationStates: Record<string, Word> = {
  pending: { label: "Waiting", tone: "neutral" },
  running: { label: "Running", tone: "info" },
  done: { label: "Done", tone: "accent" },
  failed: { label: "Failed", tone: "danger" },
};

export const optionsOf = (names: Record<string, Word | string>) =>
  Object.entries(names).map(([value, name]) => ({
    value,
    label: typeof name === "string" ? name : name.label,
  }));

type Acted = { action: string; actor: string | null; actorReason: string | null; subject: string | null };

/** Who did it: the person, or the system with its reason. Nobody is signed in before a session starts. */
export function actorOf({ action, actor, actorReason, subject }: Acted): string {
  if (actor) return actor;
  if (action === "session.started" && subject) return subject;
  return actorReason ? `System: ${actorReason}` : "System";
}
