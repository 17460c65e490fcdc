"use client";

import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { DateInput } from "@/components/ui/date-input";
import { useFormat } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import { MoneyInput } from "@/components/ui/money-input";
import type { Choice, Load } from "@/components/ui/use-options";
import { parseNumber } from "@/lib/format/decimal";
import { Field, type FieldProps } from "./field";
import { useCheck, useLabels, useLock } from "./notes";

/** A calendar day as `2017-03-12`, or null. */
export function DateField(given: FieldProps) {
  const props = useLock(given);
  return (
    <Field {...props}>
      {(wiring, field) => (
        <DateInput
          {...wiring}
          ref={field.ref}
          onBlur={field.onBlur}
          readOnly={Boolean(props.readOnlyReason)}
          value={field.value ?? null}
          onValueChange={field.onChange}
        />
      )}
    </Field>
  );
}

/** An amount in minor units of `currency` (without it: of the workspace's own), or null. */
export function MinorField({ currency, ...given }: FieldProps & { currency?: string }) {
  const props = useLock(given);
  const home = useFormat().currency;
  const report = useCheck(props.name);
  const unit = currency ?? home;
  return (
    <Field {...props}>
      {(wiring, field) => (
        <MoneyInput
          {...wiring}
          ref={field.ref}
          onBlur={field.onBlur}
          readOnly={Boolean(props.readOnlyReason)}
          value={typeof field.value === "bigint" ? { amountMinor: field.value, currency: unit } : null}
          currency={unit}
          onValueChange={(value, reason) => {
            report(reason);
            field.onChange(value?.amountMinor ?? null);
          }}
        />
      )}
    </Field>
  );
}

/** A number, or null. */
export function NumberField({ unit, ...given }: FieldProps & { unit?: string }) {
  const props = useLock(given);
  const { locale } = useFormat();
  const report = useCheck(props.name);
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Field {...props}>
      {(wiring, field) => (
        <span className="relative block">
          <Input
            {...wiring}
            ref={field.ref}
            inputMode="decimal"
            autoComplete="off"
            readOnly={Boolean(props.readOnlyReason)}
            className={unit ? "pr-10 text-right tabular-nums" : "text-right tabular-nums"}
            value={draft ?? field.value ?? ""}
            onChange={(event) => {
              const text = event.target.value;
              const value = text.trim() ? parseNumber(text, locale) : null;
              setDraft(text);
              report(text.trim() && value === null ? "Write a number" : null);
              field.onChange(value);
            }}
            onBlur={() => {
              if (field.value !== null || !draft?.trim()) setDraft(null);
              field.onBlur();
            }}
          />
          {unit && (
            <span className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted text-xs">
              {unit}
            </span>
          )}
        </span>
      )}
    </Field>
  );
}

type ComboboxFieldProps = FieldProps & {
  load: Load;
  /** What the default value is called: the form's value is only its id. */
  chosen?: Choice | null;
  placeholder?: string;
};

/** Picks a record; the value is its id, or null. */
export function ComboboxField({ load, chosen, placeholder, ...given }: ComboboxFieldProps) {
  const props = useLock(given);
  const labels = useLabels();
  const [known, setKnown] = useState<Choice | null>(chosen ?? null);
  const choiceOf = (id: string) =>
    known?.id === id ? known : { id, label: labels?.get(id) ?? "A record without a name" };
  return (
    <Field {...props}>
      {(wiring, field) => (
        <Combobox
          {...wiring}
          inputRef={field.ref}
          onBlur={field.onBlur}
          load={load}
          placeholder={placeholder}
          required={props.required}
          disabled={Boolean(props.readOnlyReason)}
          value={field.value ? choiceOf(field.value) : null}
          onValueChange={(choice) => {
            setKnown(choice);
            field.onChange(choice?.id ?? null);
          }}
        />
      )}
    </Field>
  );
}
