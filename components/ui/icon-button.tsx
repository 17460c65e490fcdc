"use client";

import type { ComponentProps } from "react";
import { Button } from "./button";
import { Tooltip } from "./tooltip";

type Props = Omit<ComponentProps<typeof Button>, "aria-label" | "size"> & {
  /** What it does: its accessible name and its tooltip. */
  label: string;
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string;
  size?: "icon" | "icon-sm";
};

export function IconButton({
  label,
  shortcut,
  size = "icon",
  variant = "ghost",
  disabledReason,
  ...rest
}: Props) {
  const button = (
    <Button {...rest} aria-label={label} size={size} variant={variant} disabledReason={disabledReason} />
  );
  return disabledReason ? (
    button
  ) : (
    <Tooltip label={label} shortcut={shortcut}>
      {button}
    </Tooltip>
  );
}
