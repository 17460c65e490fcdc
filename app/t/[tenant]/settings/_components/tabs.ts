const pages = [
  { label: "People", href: "/settings/members" },
  { label: "Roles", href: "/settings/roles" },
  { label: "Teams", href: "/settings/teams" },
  { label: "Access", href: "/settings/access" },
  { label: "Reviews", href: "/settings/reviews" },
  { label: "Audit log", href: "/settings/audit" },
  { label: "Support", href: "/settings/support" },
  { label: "Workspace", href: "/settings/workspace" },
];

export const settingsTabs = (current: string) =>
  pages.map((page) => ({ ...page, current: page.href === current }));
