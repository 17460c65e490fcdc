"use client";

import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { Person } from "./types";

const themes = [
  { id: "system", label: "As the system", icon: Monitor },
  { id: "light", label: "Light", icon: Sun },
  { id: "dark", label: "Dark", icon: Moon },
];

type Props = { person: Person; signOut: () => Promise<void>; narrow?: boolean };

/** Who is signed in, how the product looks to them, and the way out. */
export function PersonMenu({ person, signOut, narrow }: Props) {
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`Account: ${person.name}`}
          className={cn(
            "flex h-10 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-[state=open]:bg-hover",
            !narrow && "flex-1",
          )}
        >
          <Avatar name={person.name} />
          {!narrow && (
            <span className="min-w-0 text-xs">
              <span className="block truncate font-medium">{person.name}</span>
              <span className="block truncate text-muted">{person.role}</span>
            </span>
          )}
        </button>
      }
    >
      <MenuLabel>{person.email}</MenuLabel>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      {themes.map(({ id, label, icon: Icon }) => (
        <MenuCheckItem key={id} checked={theme === id} onCheckedChange={() => setTheme(id)}>
          <Icon aria-hidden />
          {label}
        </MenuCheckItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
