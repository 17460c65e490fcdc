"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { floating } from "./menu-styles";

type Props = { trigger: ReactNode; label: string; children: ReactNode; align?: "start" | "end" };

/** Something small to read or set beside the button that opened it. */
export function Popover({ trigger, label, children, align = "start" }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(floating, "max-w-80 p-3")}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
