import type { ReactNode } from "react";

export type NavItem = {
  /** A path of the workspace: `/deals`. */
  href: string;
  label: string;
  icon: ReactNode;
  /** Why this person cannot go there, and who can grant it. */
  disabledReason?: string | null;
};

export type WorkspaceLink = { name: string; href: string; current: boolean };
export type Person = { name: string; email: string; role: string };

/** An entry of the command menu: somewhere to go, or something to do here. */
export type Command = { id: string; label: string; hint?: string; href?: string; run?: () => void };
export type CommandGroup = { heading: string; items: Command[] };
