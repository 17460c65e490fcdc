"use client";

import Link from "next/link";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonLook, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

type Refusable = {
  /** Why this cannot be pressed and who can change that. The button stays focusable, so that anyone can read it. */
  disabledReason?: string | null;
};

type ButtonProps = ComponentProps<"button"> & ButtonLook & Refusable & { pending?: boolean };

export function Button({
  variant,
  size,
  className,
  disabledReason,
  pending,
  onClick,
  type = "button",
  children,
  ...rest
}: ButtonProps) {
  const refused = Boolean(disabledReason) || pending;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // `preventDefault` also keeps a submit button from submitting.
    if (refused) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type}
      aria-disabled={refused || undefined}
      onClick={press}
      className={cn(buttonStyles({ variant, size }), className)}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
  return disabledReason ? <Tooltip label={disabledReason}>{button}</Tooltip> : button;
}

type LinkButtonProps = ComponentProps<typeof Link> & ButtonLook & Refusable;

/** A link that looks like a button: for what goes somewhere, so that it opens in a new tab as links do. */
export function LinkButton({ variant, size, className, disabledReason, ...rest }: LinkButtonProps) {
  if (disabledReason) {
    return (
      <Button variant={variant} size={size} className={className} disabledReason={disabledReason}>
        {rest.children}
      </Button>
    );
  }
  return <Link {...rest} className={cn(buttonStyles({ variant, size }), className)} />;
}
