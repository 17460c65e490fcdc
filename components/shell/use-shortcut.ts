"use client";

import { useEffect, useRef } from "react";
import { register } from "./shortcut-store";

/** While mounted, `key` runs `action`, and the `?` dialog lists it under `label`. Pass null to leave it out. */
export function useShortcut(key: string, label: string, action: (() => void) | null): void {
  const latest = useRef(action);
  latest.current = action;
  const active = action !== null;
  useEffect(
    () => (active ? register({ key, label, run: () => latest.current?.() }) : undefined),
    [key, label, active],
  );
}
