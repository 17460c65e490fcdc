"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useTransition } from "react";
import { type Patch, withPatch } from "./list-url";

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
