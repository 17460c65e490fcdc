import type { ComponentProps } from "react";
import { cn } from "./cn";
import { fieldStyles } from "./field-styles";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cn(fieldStyles, className)} />;
}
