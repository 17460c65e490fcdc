"use client";

import { type ReactNode, useId } from "react";
import { type ControllerRenderProps, type FieldValues, useController, useFormContext } from "react-hook-form";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/label";

export type FieldProps = {
  name: string;
  label: string;
  /** Under the field, before anything goes wrong: the format, the consequence. */
  hint?: ReactNode;
  required?: boolean;
  /** Why it cannot be changed, and who can. */
  readOnlyReason?: string | null;
  className?: string;
};

type Wiring = {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
  "aria-required": true | undefined;
};

type Props = FieldProps & {
  children: (wiring: Wiring, field: ControllerRenderProps<FieldValues, string>) => ReactNode;
};

/** Label, control, hint and error as one: the error is read with the field, and focus goes to the first bad one. */
export function Field({ name, label, hint, required, readOnlyReason, className, children }: Props) {
  const id = useId();
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control });
  const error = fieldState.error?.message;
  // A hint that was not followed is said again by the error.
  const note = readOnlyReason ?? (error ? null : hint);
  const describedBy = [error && `${id}-error`, note && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={cn("grid grid-cols-1 content-start gap-1", className)}>
      <Label htmlFor={id}>
        {label}
        {required && (
          <span aria-hidden className="text-muted">
            {" "}
            *
          </span>
        )}
      </Label>
      {children(
        {
          id,
          "aria-invalid": error ? true : undefined,
          "aria-describedby": describedBy || undefined,
          "aria-required": required || undefined,
        },
        field,
      )}
      {error && (
        <p id={`${id}-error`} className="wrap-anywhere text-danger text-xs">
          {error}
        </p>
      )}
      {note && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {note}
        </p>
      )}
    </div>
  );
}

/** Two short fields beside each other; one under the other where there is no room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">{children}</div>;
}
