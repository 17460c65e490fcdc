"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  /** Why it was not saved. */
  message: string | null;
  /** Null while nothing is changed. */
  onDiscard: (() => void) | null;
  children: ReactNode;
};

/** Stays in sight while there is something to save. */
export function SaveBar({ message, onDiscard, children }: Props) {
  return (
    <section
      aria-label="Unsaved changes"
      className="sticky bottom-0 z-10 -mx-5 flex flex-wrap items-center gap-2 border-t bg-raised px-5 py-2 max-md:bottom-14 max-md:-mx-4 max-md:px-4"
    >
      {message ? (
        <p role="alert" className="min-w-0 flex-1 text-danger text-sm">
          {message}
        </p>
      ) : (
        <p className="min-w-0 flex-1 text-muted text-sm">
          {onDiscard ? "Not saved yet: what you changed here is a draft." : "Nothing is written yet."}
        </p>
      )}
      {onDiscard && (
        <Button variant="ghost" onClick={onDiscard}>
          Discard
        </Button>
      )}
      {children}
    </section>
  );
}
