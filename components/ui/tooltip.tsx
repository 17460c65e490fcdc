"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

type Props = {
  label: string;
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** Stays when its child is pressed: for a refused button, which would be mute on a touch screen otherwise. */
  sticky?: boolean;
  children: ReactNode;
};

/** Says more about its one focusable child, on hover and on focus. Never the only place for what must be known. */
export function Tooltip({ label, shortcut, side = "bottom", sticky, children }: Props) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild onPointerDown={sticky ? (event) => event.preventDefault() : undefined}>
          {children}
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-64 animate-fade items-center gap-2 rounded-md bg-raised px-2 py-1 text-xs text-ink shadow-float"
          >
            {label}
            {shortcut && <Kbd>{shortcut}</Kbd>}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
