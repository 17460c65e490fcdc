"use client";

import { useId } from "react";
import { useController, useFormContext } from "react-hook-form";

type Props = {
  name: string;
  label: string;
  options: { id: string; name: string; description?: string | null }[];
  required?: boolean;
};

/** Any of a few, as boxes to check; the value is the list of their ids. */
export function CheckListField({ name, label, options, required }: Props) {
  const id = useId();
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control });
  const chosen: string[] = field.value ?? [];
  const error = fieldState.error?.message;
  const toggle = (option: string, isOn: boolean) =>
    field.onChange(isOn ? [...chosen, option] : chosen.filter((other) => other !== option));
  return (
    <fieldset className="grid gap-1" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 font-medium text-sm">
        {label}
        {required && (
          <span aria-hidden className="text-muted">
            {" "}
            *
          </span>
        )}
      </legend>
      <div className="grid max-h-44 auto-rows-max gap-1 overflow-y-auto rounded-md border p-2">
        {options.map((option) => (
          <label key={option.id} className="flex min-h-6 items-start gap-2 text-sm">
            <input
              type="checkbox"
              checked={chosen.includes(option.id)}
              onChange={(event) => toggle(option.id, event.target.checked)}
              onBlur={field.onBlur}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              {option.name}
              {option.description && <span className="block text-muted text-xs">{option.description}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
    </fieldset>
  );
}
