"use client";

import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/kernel/action";

const EVERY_MS = 2000;

/**
 * What an action answers, asked for every two seconds while `goesOn` says so of the last answer. One that does not arrive is asked for
 * again; `onEnd` is called once nothing goes on any more.
 */
export function usePoll<T>(
  initial: T,
  {
    load,
    goesOn,
    onEnd,
  }: { load: () => Promise<ActionResult<T>>; goesOn: (data: T) => boolean; onEnd: () => void },
): T {
  const [data, setData] = useState(initial);
  const latest = useRef({ load, goesOn, onEnd });
  latest.current = { load, goesOn, onEnd };
  useEffect(() => setData(initial), [initial]);
  const running = goesOn(data);
  useEffect(() => {
    if (!running) return;
    let stale = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const result = await latest.current.load().catch(() => null);
      if (stale) return;
      if (result?.ok) setData(result.data);
      if (result?.ok && !latest.current.goesOn(result.data)) latest.current.onEnd();
      else timer = setTimeout(look, EVERY_MS);
    };
    timer = setTimeout(look, EVERY_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [running]);
  return data;
}
