import { ArrowLeftRight, Building, Database, Layers, ScrollText, Users } from "lucide-react";
import type { NavItem } from "@/components/shell/types";

/** The places of the console. */
export const navigation: NavItem[] = [
  { href: "/tenants", label: "Tenants", icon: <Building aria-hidden /> },
  { href: "/placements", label: "Placements", icon: <Database aria-hidden /> },
  { href: "/moves", label: "Moves", icon: <ArrowLeftRight aria-hidden /> },
  { href: "/migrations", label: "Migrations", icon: <Layers aria-hidden /> },
  { href: "/audit", label: "Audit log", icon: <ScrollText aria-hidden /> },
  { href: "/operators", label: "Operators", icon: <Users aria-hidden /> },
];
