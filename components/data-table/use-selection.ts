"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";

/**
 * The chosen rows. The checkboxes hold the state themselves and CSS colours their rows: choosing one of many rows
 * draws nothing again but the bar with what can be done.
 */
export function useSelection(body: RefObject<HTMLTableSectionElement | null>, rows: unknown) {
  const [ids, setIds] = useState<string[]>([]);
  const boxes = useCallback(
    () => [...(body.current?.querySelectorAll<HTMLInputElement>("td.pick input") ?? [])],
    [body],
  );
  const read = useCallback(
    () =>
      setIds(
        boxes()
          .filter((box) => box.checked)
          .map((box) => box.value),
      ),
    [boxes],
  );
  const setAll = useCallback(
    (checked: boolean) => {
      for (const box of boxes()) box.checked = checked;
      read();
    },
    [boxes, read],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that left took their checkboxes with them.
  useEffect(() => read(), [rows, read]);
  return { ids, read, setAll };
}
