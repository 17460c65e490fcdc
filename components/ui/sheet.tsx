"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { CloseButton } from "./close-button";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Beside the close button: a menu, "Open full page". */
  actions?: ReactNode;
  children: ReactNode;
};

/** A record or a form beside the list it came from; the list keeps its scroll and filters. */
export function Sheet({ open, onOpenChange, title, actions, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-backdrop" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-160 animate-slide flex-col bg-canvas shadow-float outline-none dark:bg-surface"
        >
          <header className="flex h-12 shrink-0 items-center gap-2 border-b pr-12 pl-5">
            <Radix.Title className="min-w-0 flex-1 truncate text-base">{title}</Radix.Title>
            {actions}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
          <Radix.Close asChild>
            <CloseButton />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
