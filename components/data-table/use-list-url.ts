"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useTransition } from "react";

type Patch = Record<string, string | null>;

/** The same list with some of its state changed; null takes a parameter out. Relative, so it stays on its page. */
export function withPatch(current: URLSearchParams, patch: Patch): string {
  const next = new URLSearchParams(current);
  // Another order or filter makes another list: its first page. A step of the pager brings its own cursor.
  for (const key of ["after", "before", "from"]) next.delete(key);
  for (const [key, value] of Object.entries(patch)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return `?${next}`;
}

/** All state of a list lives in the URL. Changing it is a transition: the old rows stay until the new ones are here. */
export function useListUrl() {
  const router = useRouter();
  const params = useSearchParams();
  const [pending, start] = useTransition();
  const hrefWith = useCallback((patch: Patch) => withPatch(params, patch), [params]);
  const open = useCallback((href: string) => start(() => router.push(href, { scroll: false })), [router]);
  const replace = useCallback(
    (patch: Patch) => start(() => router.replace(withPatch(params, patch), { scroll: false })),
    [router, params],
  );
  return useMemo(
    () => ({ params, pending, hrefWith, open, replace }),
    [params, pending, hrefWith, open, replace],
  );
}

export type ListUrl = ReturnType<typeof useListUrl>;
