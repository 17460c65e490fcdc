"use client";

import { useDraggable, useDroppable } from "@dnd-kit/core";
import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  Ellipsis,
  FolderInput,
  IndentDecrease,
  IndentIncrease,
} from "lucide-react";
import Link from "next/link";
import type { KeyboardEvent } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { NumberText } from "@/components/ui/values";
import type { Step, TeamNode, Zone } from "./tree";

const MOST_BADGES = 3;

const steps: Record<string, Step> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "in",
  ArrowLeft: "out",
};

type Props = {
  team: TeamNode;
  isOpen: boolean;
  onToggle: () => void;
  onStep: (step: Step) => void;
  onPick: () => void;
  /** Where what is being dragged would go, if it were dropped on this row now. */
  zone: Zone | null;
  disabledReason: string | null;
};

/** A team in the tree. The pointer drags the whole row; Alt with an arrow key moves it, and so does its menu. */
export function TeamRow({ team, isOpen, onToggle, onStep, onPick, zone, disabledReason }: Props) {
  const { id, name, level, children, people, leads, roles } = team;
  const drop = useDroppable({ id, data: team });
  const drag = useDraggable({ id, data: team, disabled: disabledReason !== null });
  // Space on the link would lift the row: the keyboard has a way of its own.
  const { onKeyDown: _, ...pointer } = drag.listeners ?? {};
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey && steps[event.key];
    if (!step || disabledReason) return;
    event.preventDefault();
    onStep(step);
  };
  return (
    <div
      ref={(element) => {
        drop.setNodeRef(element);
        drag.setNodeRef(element);
      }}
      {...pointer}
      className={cn(
        "relative flex min-h-9 select-none items-center gap-2 border-b py-1 pr-2 text-sm hover:bg-hover",
        !disabledReason && "cursor-grab",
        drag.isDragging && "opacity-40",
        zone === "inside" && "bg-accent-soft",
        zone === "before" && "before:absolute before:inset-x-0 before:-top-px before:h-0.5 before:bg-accent",
        zone === "after" && "after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-accent",
      )}
      style={{ paddingLeft: `calc(8px + ${Math.min(level - 1, 12)} * 20px)` }}
    >
      {children.length > 0 ? (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`Teams in ${name}`}
          onClick={onToggle}
          className="flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-ink"
        >
          <ChevronDown aria-hidden className={cn("size-4", !isOpen && "-rotate-90")} />
        </button>
      ) : (
        <span className="size-6 shrink-0" />
      )}
      <Link
        id={`team-${id}`}
        href={`/settings/teams/${id}`}
        draggable={false}
        onKeyDown={onKeyDown}
        aria-keyshortcuts={
          disabledReason ? undefined : "Alt+ArrowUp Alt+ArrowDown Alt+ArrowRight Alt+ArrowLeft"
        }
        className="min-w-0 truncate py-0.5 font-medium hover:underline"
      >
        {name}
      </Link>
      <span className="flex min-w-0 flex-1 items-center gap-1.5 overflow-hidden max-md:hidden">
        {roles.slice(0, MOST_BADGES).map((role) => (
          <Badge key={role}>{role}</Badge>
        ))}
        {roles.length > MOST_BADGES && (
          <span className="text-muted text-xs">+{roles.length - MOST_BADGES}</span>
        )}
      </span>
      <span className="ml-auto min-w-0 max-w-56 truncate text-muted text-xs max-md:hidden">
        {leads.length > 0 && `Led by ${leads.join(", ")}`}
      </span>
      <span className="w-20 shrink-0 text-right text-muted max-md:ml-auto">
        <NumberText value={people} /> {people === 1 ? "person" : "people"}
      </span>
      <MoveMenu {...{ team, onStep, onPick, disabledReason }} />
    </div>
  );
}

function MoveMenu({
  team,
  onStep,
  onPick,
  disabledReason,
}: Pick<Props, "team" | "onStep" | "onPick" | "disabledReason">) {
  return (
    <Menu
      trigger={
        <IconButton label={`Move ${team.name}`} size="icon-sm">
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem disabledReason={disabledReason} onSelect={() => onStep("up")} shortcut="Alt ↑">
        <ArrowUp aria-hidden /> Move up
      </MenuItem>
      <MenuItem disabledReason={disabledReason} onSelect={() => onStep("down")} shortcut="Alt ↓">
        <ArrowDown aria-hidden /> Move down
      </MenuItem>
      <MenuItem disabledReason={disabledReason} onSelect={() => onStep("in")} shortcut="Alt →">
        <IndentIncrease aria-hidden /> Into the team above
      </MenuItem>
      <MenuItem disabledReason={disabledReason} onSelect={() => onStep("out")} shortcut="Alt ←">
        <IndentDecrease aria-hidden /> Out of its team
      </MenuItem>
      <MenuItem disabledReason={disabledReason} onSelect={onPick}>
        <FolderInput aria-hidden /> Move to another team
      </MenuItem>
    </Menu>
  );
}
