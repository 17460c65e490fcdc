"use client";

import { useEffect, useRef } from "react";
import { attachTooltip } from "./tooltip-show";

/** The one tooltip of the page. It stands once, in the root layout, and floats above dialogs. */
export function TooltipLayer() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => (box.current ? attachTooltip(box.current) : undefined), []);
  return (
    <div
      ref={box}
      id="tooltip"
      role="tooltip"
      popover="manual"
      className="inset-auto m-0 max-w-64 items-center gap-2 rounded-md bg-raised px-2 py-1 text-ink text-xs shadow-float open:flex"
    />
  );
}
