import { cloneElement, type ReactElement } from "react";

type Attributes = {
  "data-tooltip"?: string;
  "data-tooltip-key"?: string;
  "data-tooltip-side"?: "right" | "bottom";
};

type Props = {
  label: string;
  shortcut?: string;
  side?: "right" | "bottom";
  /** One focusable element, or a component that passes its attributes on to one. */
  children: ReactElement;
};

/**
 * Says more about its child, on hover and on focus; of a refused button also on press, which would be mute on a touch
 * screen otherwise. Never the only place for what must be known. `TooltipLayer` shows it: here it costs attributes only.
 */
export function Tooltip({ label, shortcut, side, children }: Props) {
  return cloneElement(children as ReactElement<Attributes>, {
    "data-tooltip": label,
    "data-tooltip-key": shortcut,
    "data-tooltip-side": side,
  });
}
