"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { PersonMenu } from "./person-menu";
import type { NavItem, Person, WorkspaceLink } from "./types";
import { isWithin, usePath } from "./use-path";
import { WorkspaceMenu } from "./workspace-menu";

type Props = {
  workspace: string;
  workspaces?: () => Promise<WorkspaceLink[]>;
  person: Person;
  nav: NavItem[];
  collapsed: boolean;
  signOut: () => Promise<void>;
};

/** The navigation at the left. A cookie remembers its width, so that the server draws it right the first time. */
export function Rail({ workspace, workspaces, person, nav, signOut, ...start }: Props) {
  const [collapsed, setCollapsed] = useState(start.collapsed);
  const toggle = () => {
    setCollapsed(!collapsed);
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore needs https, which a laptop has not.
    document.cookie = `rail=${collapsed ? "wide" : "narrow"}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <div
      className={cn(
        "hidden shrink-0 flex-col border-r bg-rail transition-[width] md:flex",
        collapsed ? "w-14" : "w-56",
      )}
    >
      <div className="flex h-12 shrink-0 items-center px-2">
        {workspaces ? (
          <WorkspaceMenu name={workspace} load={workspaces} narrow={collapsed} />
        ) : (
          <header className={cn("flex h-9 min-w-0 items-center gap-2 px-1.5", collapsed && "mx-auto")}>
            <Avatar name={workspace} square />
            <span className={cn("truncate font-semibold text-sm", collapsed && "sr-only")}>{workspace}</span>
          </header>
        )}
      </div>
      <nav
        aria-label={workspaces ? "Workspace" : workspace}
        className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 py-1"
      >
        {nav.map((item) => (
          <RailLink key={item.href} item={item} narrow={collapsed} />
        ))}
      </nav>
      <div className={cn("flex gap-1 border-t p-2", collapsed ? "flex-col items-center" : "items-center")}>
        <PersonMenu person={person} signOut={signOut} narrow={collapsed} />
        <IconButton
          label={collapsed ? "Widen the navigation" : "Narrow the navigation"}
          aria-expanded={!collapsed}
          onClick={toggle}
        >
          {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </IconButton>
      </div>
    </div>
  );
}

function RailLink({ item, narrow }: { item: NavItem; narrow: boolean }) {
  const router = useRouter();
  const current = isWithin(usePath(), item.href);
  const refused = Boolean(item.disabledReason);
  const look = cn(
    "flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2 text-sm [&_svg]:size-4 [&_svg]:shrink-0",
    narrow && "justify-center px-0",
    current
      ? "bg-pressed font-medium text-ink [&_svg]:text-accent"
      : "text-muted hover:bg-hover hover:text-ink",
    refused && "cursor-not-allowed text-faint opacity-70 hover:bg-transparent hover:text-faint",
  );
  const inside = (
    <>
      {item.icon}
      <span className={cn("truncate", narrow && "sr-only")}>{item.label}</span>
    </>
  );
  const link = refused ? (
    <button type="button" aria-disabled className={look}>
      {inside}
    </button>
  ) : (
    <Link
      href={item.href}
      // On the way to the press, and not for every place of the rail on every page.
      prefetch={false}
      onPointerEnter={() => router.prefetch(item.href)}
      aria-current={current ? "page" : undefined}
      className={look}
    >
      {inside}
    </Link>
  );
  if (!refused && !narrow) return link;
  return (
    <Tooltip side="right" label={item.disabledReason ?? item.label}>
      {link}
    </Tooltip>
  );
}
