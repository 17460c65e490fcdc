"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { PersonMenu } from "./person-menu";
import type { NavItem, Person, WorkspaceLink } from "./types";
import { isWithin, usePath } from "./use-path";
import { WorkspaceItems } from "./workspace-items";

type Props = {
  workspace: string;
  workspaces?: () => Promise<WorkspaceLink[]>;
  person: Person;
  nav: NavItem[];
  signOut: () => Promise<void>;
};

const slot =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted [&_svg]:size-5";

const currentSlot = "font-medium text-ink [&_svg]:text-accent";

/** The rail of a phone: the first four places, the rest behind "More", and the person. */
export function BottomBar({ workspace, workspaces, person, nav, signOut }: Props) {
  const path = usePath();
  const open = nav.filter((item) => !item.disabledReason);
  const more = open.slice(4).some((item) => isWithin(path, item.href));
  return (
    <nav
      aria-label={workspaces ? "Workspace" : workspace}
      className="flex shrink-0 items-center border-t bg-rail pr-2 md:hidden"
    >
      {open.slice(0, 4).map((item) => {
        const current = isWithin(path, item.href);
        return (
          <Link
            key={item.href}
            href={item.href}
            prefetch={false}
            aria-current={current ? "page" : undefined}
            className={cn(slot, current && currentSlot)}
          >
            {item.icon}
            <span className="max-w-full truncate">{item.label}</span>
          </Link>
        );
      })}
      <Menu
        side="top"
        trigger={
          <button type="button" className={cn(slot, more && currentSlot)}>
            <Ellipsis aria-hidden />
            More
          </button>
        }
      >
        {open.slice(4).map((item) => (
          <MenuItem key={item.href} href={item.href}>
            {item.icon}
            {item.label}
          </MenuItem>
        ))}
        {workspaces && <WorkspaceItems load={workspaces} />}
      </Menu>
      <PersonMenu person={person} signOut={signOut} narrow />
    </nav>
  );
}
