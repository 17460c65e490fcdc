import type { ListState } from "@/lib/lists/state";

const views = [
  { label: "All", href: "/activities", who: undefined, due: undefined },
  { label: "My tasks", href: "/activities?sort=due&f.who=me&f.due=open", who: "me", due: "open" },
  { label: "Overdue", href: "/activities?sort=due&f.due=overdue", who: undefined, due: "overdue" },
];

/** The usual questions, as tabs: each is only filters, which anyone can change further. */
export const viewsOf = ({ filters }: ListState) =>
  views.map(({ label, href, who, due }) => ({
    label,
    href,
    current: filters.who?.[0] === who && filters.due?.[0] === due,
  }));
