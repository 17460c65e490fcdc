"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useOptimistic, useTransition } from "react";
import { type Patch, withPatch } from "./list-url";

/**
 * All state of a list lives in the URL. Changing it is a transition: the old rows stay until the new ones are here, while
 * `params` is at once what was asked for, so that a second change builds on the first.
 */
export function useListUrl() {
  const router = useRouter();
  const committed = useSearchParams();
  const [params, intend] = useOptimistic<URLSearchParams>(committed);
  const [pending, start] = useTransition();
  const go = useCallback(
    (how: "push" | "replace", href: string) =>
      start(() => {
        intend(new URLSearchParams(href.split("?")[1]));
        router[how](href, { scroll: false });
      }),
    [intend, router],
  );
  const hrefWith = useCallback((patch: Patch) => withPatch(params, patch), [params]);
  const open = useCallback((href: string) => go("push", href), [go]);
  const replace = useCallback((patch: Patch) => go("replace", withPatch(params, patch)), [go, params]);
  return useMemo(
    () => ({ params, pending, hrefWith, open, replace }),
    [params, pending, hrefWith, open, replace],
  );
}

export type ListUrl = ReturnType<typeof useListUrl>;
