import type { AuditActor } from "./schema";

/** What was done, in words, by the name that the log has for it. */
const actions: Record<string, string> = {
  "access.refused": "Change of access refused",
  "activity.completed": "Activity completed",
  "activity.created": "Activity created",
  "activity.deleted": "Activity deleted",
  "activity.reopened": "Activity reopened",
  "activity.restored": "Activity restored",
  "activity.updated": "Activity edited",
  "audit.exported": "Audit log exported",
  "company.created": "Company created",
  "company.deleted": "Company deleted",
  "company.restored": "Company restored",
  "company.shared": "Company shared",
  "company.unshared": "Sharing of a company ended",
  "company.share_expired": "Sharing of a company ended by itself",
  "company.updated": "Company edited",
  "contact.created": "Contact created",
  "contact.deleted": "Contact deleted",
  "contact.restored": "Contact restored",
  "contact.shared": "Contact shared",
  "contact.unshared": "Sharing of a contact ended",
  "contact.share_expired": "Sharing of a contact ended by itself",
  "contact.updated": "Contact edited",
  "deal.created": "Deal created",
  "deal.deleted": "Deal deleted",
  "deal.moved": "Deal moved to another stage",
  "deal.person_added": "Person added to a deal",
  "deal.person_changed": "Person's role in a deal changed",
  "deal.person_removed": "Person removed from a deal",
  "deal.restored": "Deal restored",
  "deal.shared": "Deal shared",
  "deal.unshared": "Sharing of a deal ended",
  "deal.share_expired": "Sharing of a deal ended by itself",
  "deal.updated": "Deal edited",
  "demo.loaded": "Demo loaded",
  "import.cancel_requested": "Import asked to stop",
  "import.cancelled": "Import stopped",
  "import.discarded": "Import discarded",
  "import.done": "Import finished",
  "import.failed": "Import failed",
  "import.reverted": "Import reverted",
  "import.run": "Import begun",
  "import.started": "Import prepared",
  "member.added": "Person added",
  "member.override_expired": "Exception ended by itself",
  "member.role_expired": "Role ended by itself",
  "member.updated": "Person edited",
  "product.created": "Product created",
  "product.deleted": "Product deleted",
  "product.restored": "Product restored",
  "product.updated": "Product edited",
  "review.closed": "Access review closed",
  "review.exported": "Access review exported",
  "review.kept": "Access kept in a review",
  "review.reopened": "Decision of a review taken back",
  "review.revoked": "Access revoked in a review",
  "review.started": "Access review begun",
  "session.ended": "Signed out",
  "session.started": "Signed in",
  "support.access_changed": "Access of support changed",
  "support.ended": "Support left",
  "support.entered": "Support entered",
  "team.created": "Team created",
  "team.deleted": "Team deleted",
  "team.lead_changed": "Lead of a team changed",
  "team.moved": "Team moved",
  "team.person_added": "Person added to a team",
  "team.person_removed": "Person taken out of a team",
  "team.role_expired": "Role of a team ended by itself",
  "team.role_given": "Role given to a team",
  "team.role_taken": "Role taken from a team",
  "team.updated": "Team edited",
  "tenant.created": "Workspace created",
  "tenant.deleted": "Workspace deleted",
  "tenant.erased": "Workspace erased",
  "tenant.erasure_confirmed": "Erasure of the workspace confirmed",
  "tenant.exported": "Workspace exported",
  "tenant.imported": "Workspace imported from an archive",
  "tenant.move_cancelled": "Move to another level taken back",
  "tenant.move_failed": "Move to another level failed",
  "tenant.move_planned": "Move to another level planned",
  "tenant.move_stop_requested": "Move to another level stopped",
  "tenant.moved": "Workspace moved to another level",
  "tenant.restored": "Workspace restored",
  "tenant.source_purged": "Old place of the workspace emptied",
  "tenant.status_changed": "Workspace's status changed",
  "workspace.created": "Workspace created",
  "workspace.deleted": "Workspace deleted",
  "workspace.exported": "Workspace exported",
  "workspace.move_planned": "Move to another level planned",
  "workspace.move_stop_requested": "Move to another level stopped",
  "workspace.moved": "Workspace moved to another level",
  "workspace.restored": "Workspace restored",
  "workspace.status_changed": "Workspace's status changed",
};

const types: Record<string, string> = {
  access: "Access",
  activity: "Activity",
  audit: "Audit log",
  company: "Company",
  contact: "Contact",
  deal: "Deal",
  import: "Import",
  member: "Person",
  product: "Product",
  review: "Access review",
  support: "Support",
  team: "Team",
  tenant: "Workspace",
  workspace: "Workspace",
};

/** An action that has no words yet is shown by its name: better than none at all. */
export const actionWords = (action: string): string => actions[action] ?? action;
export const typeWords = (type: string): string => types[type] ?? type;

export const actorWords = ({ name, reason }: AuditActor): string => {
  if (name) return name;
  if (!reason) return "System";
  return /^(Support|Operator): /.test(reason) ? reason : `System: ${reason}`;
};

/** The actions whose words or name contain `query`, by their words. */
export function matchActions(names: string[], query: string): { id: string; label: string }[] {
  const wanted = query.trim().toLowerCase();
  return names
    .map((name) => ({ id: name, label: actionWords(name) }))
    .filter(({ id, label }) => id.includes(wanted) || label.toLowerCase().includes(wanted))
    .sort((one, other) => one.label.localeCompare(other.label));
}

export const recordTypes = [
  "activity",
  "company",
  "contact",
  "deal",
  "import",
  "member",
  "product",
  "review",
  "team",
] as const;
