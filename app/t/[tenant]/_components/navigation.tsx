import {
  Building2,
  CalendarCheck,
  Contact,
  Handshake,
  LayoutDashboard,
  Package,
  Settings,
  Upload,
} from "lucide-react";
import type { NavItem } from "@/components/shell/types";
import { type Context, whyNot } from "@/lib/kernel";
import type { Permission } from "@/lib/rbac/permissions";

const places: (Omit<NavItem, "disabledReason"> & { permission?: Permission })[] = [
  { href: "/", label: "Dashboard", icon: <LayoutDashboard aria-hidden />, permission: "deal:read" },
  { href: "/deals", label: "Deals", icon: <Handshake aria-hidden />, permission: "deal:read" },
  { href: "/companies", label: "Companies", icon: <Building2 aria-hidden />, permission: "company:read" },
  { href: "/contacts", label: "Contacts", icon: <Contact aria-hidden />, permission: "contact:read" },
  {
    href: "/activities",
    label: "Activities",
    icon: <CalendarCheck aria-hidden />,
    permission: "activity:read",
  },
  { href: "/products", label: "Products", icon: <Package aria-hidden />, permission: "product:read" },
  { href: "/import", label: "Import", icon: <Upload aria-hidden />, permission: "import:read" },
  { href: "/settings", label: "Settings", icon: <Settings aria-hidden /> },
];

/** The places of a workspace; one that this person may not enter says so, and who can grant it. */
export function navigation(ctx: Context): NavItem[] {
  return places.map(({ permission, ...place }) => ({
    ...place,
    disabledReason: permission && !ctx.can(permission) ? whyNot(permission, ctx) : null,
  }));
}
