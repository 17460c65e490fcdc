"use client";

import type { ComponentProps } from "react";
import { useFormContext } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { type Option, Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { Field, type FieldProps } from "./field";
import { useLock } from "./notes";

/** A field that starts as null goes back to null when it is emptied, and not to an empty text. */
function useEmpty(name: string): "" | null {
  const { formState } = useFormContext();
  return formState.defaultValues?.[name] === null ? null : "";
}

type TextProps = FieldProps &
  Pick<ComponentProps<"input">, "type" | "autoComplete" | "placeholder" | "inputMode" | "autoFocus">;

export function TextField({
  type = "text",
  autoComplete = "off",
  placeholder,
  inputMode,
  autoFocus,
  ...given
}: TextProps) {
  const props = useLock(given);
  const empty = useEmpty(props.name);
  return (
    <Field {...props}>
      {(wiring, field) => (
        <Input
          {...wiring}
          {...field}
          {...{ type, autoComplete, placeholder, inputMode, autoFocus }}
          readOnly={Boolean(props.readOnlyReason)}
          value={field.value ?? ""}
          onChange={(event) => field.onChange(event.target.value || empty)}
        />
      )}
    </Field>
  );
}

export function TextareaField({ rows, ...given }: FieldProps & { rows?: number }) {
  const props = useLock(given);
  const empty = useEmpty(props.name);
  return (
    <Field {...props}>
      {(wiring, field) => (
        <Textarea
          {...wiring}
          {...field}
          rows={rows}
          readOnly={Boolean(props.readOnlyReason)}
          value={field.value ?? ""}
          onChange={(event) => field.onChange(event.target.value || empty)}
        />
      )}
    </Field>
  );
}

/** `emptyLabel` offers to choose nothing, which is null. */
export function SelectField({
  options,
  emptyLabel,
  ...given
}: FieldProps & { options: readonly Option[]; emptyLabel?: string }) {
  const props = useLock(given);
  return (
    <Field {...props}>
      {(wiring, field) => (
        <Select
          {...wiring}
          {...field}
          options={options}
          emptyLabel={emptyLabel}
          disabled={Boolean(props.readOnlyReason)}
          value={field.value ?? ""}
          onChange={(event) => field.onChange(event.target.value || null)}
        />
      )}
    </Field>
  );
}

/** Its label stands beside the box; the value is true or false. */
export function CheckboxField({ label, ...given }: FieldProps) {
  const props = useLock(given);
  const { register } = useFormContext();
  return (
    <label className="flex min-h-6 items-start gap-2 text-sm">
      <input
        type="checkbox"
        {...register(props.name)}
        // Disabled, it would lose its value.
        onClick={(event) => props.readOnlyReason && event.preventDefault()}
        aria-disabled={Boolean(props.readOnlyReason) || undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {(props.readOnlyReason ?? props.hint) && (
          <span className="block text-muted text-xs">{props.readOnlyReason ?? props.hint}</span>
        )}
      </span>
    </label>
  );
}
