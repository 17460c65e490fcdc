"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { usePath } from "@/components/shell/use-path";
import type { currentVisits } from "@/lib/support/queries";

type Stored = Awaited<ReturnType<typeof currentVisits>>[number];
/** As the server renders it, or as it answers in JSON. */
export type Visit = Pick<Stored, "id" | "operator" | "reason" | "mode"> & { expiresAt: Date | string };

/** A page that is left open learns of a visit within so long; one that is used, at its next step but for a moment. */
const EVERY_MS = 60_000;
const MOMENT_MS = 10_000;

/** The visits of support that are open, and a way to leave one out that was ended here. */
export function useVisits(initial: Visit[]): [Visit[], (id: string) => void] {
  const [visits, setVisits] = useState(initial);
  const asked = useRef(Date.now());
  const path = usePath();
  useEffect(() => setVisits(initial), [initial]);

  const ask = useCallback(async () => {
    asked.current = Date.now();
    // What does not arrive changes nothing: the next one will. A route and not an action, which would make the page's own wait.
    const answer = await fetch("/api/support").catch(() => null);
    if (answer?.ok) setVisits((await answer.json()) as Visit[]);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what this is about.
  useEffect(() => {
    if (Date.now() - asked.current > MOMENT_MS) void ask();
  }, [path, ask]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void ask();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);

  return [visits, (id) => setVisits((before) => before.filter((visit) => visit.id !== id))];
}
