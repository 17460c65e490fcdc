const pages = [
  { label: "People", href: "/settings/members" },
  { label: "Roles and permissions", href: "/settings/permissions" },
];

export const settingsTabs = (current: string) =>
  pages.map((page) => ({ ...page, current: page.href === current }));
