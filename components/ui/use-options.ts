"use client";

import { useEffect, useRef, useState } from "react";

export type Choice = { id: string; label: string; hint?: string };
export type Load = (query: string) => Promise<Choice[]>;

type State = { choices: Choice[]; status: "loading" | "ready" | "failed" };

/** Loads what matches `query` while `active`: a little after the typing stops, and an old answer never beats a newer one. */
export function useOptions(load: Load, query: string, active: boolean): State {
  const [state, setState] = useState<State>({ choices: [], status: "loading" });
  // Callers pass closures; only a new query is a reason to ask again.
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (!active) return;
    let stale = false;
    setState((before) => ({ ...before, status: "loading" }));
    const timer = setTimeout(
      async () => {
        const choices = await latest.current(query).catch(() => null);
        if (!stale) setState({ choices: choices ?? [], status: choices ? "ready" : "failed" });
      },
      query ? 120 : 0,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, active]);
  return state;
}
