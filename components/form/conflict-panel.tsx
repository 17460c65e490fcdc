"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/format-context";
import { RelativeTime } from "@/components/ui/values";
import { formatDate } from "@/lib/format/date";
import { useLabels } from "./notes";
import type { ConflictDetails, ConflictField } from "./types";

type Props = { conflict: ConflictDetails; onResolved: () => void };

/** Somebody saved first: what they changed, and a choice for each field. Saving again goes over their version, knowingly. */
export function ConflictPanel({ conflict, onResolved }: Props) {
  const panel = useRef<HTMLElement>(null);
  const { setValue, formState } = useFormContext();
  const labels = useLabels();
  const [choices, setChoices] = useState<Record<string, "yours" | "theirs">>({});
  const open = conflict.fields.filter(({ field }) => !choices[field]).length;
  const choose = (field: ConflictField, side: "yours" | "theirs") => {
    if (field.theirsText) labels?.set(String(field.theirs), field.theirsText);
    setValue(field.field, side === "theirs" ? field.theirs : field.yours, { shouldDirty: true });
    setChoices((before) => ({ ...before, [field.field]: side }));
  };
  // What only one of the two changed is chosen already: the question is about the rest.
  const settle = useEffectEvent(() => {
    for (const field of conflict.fields) {
      const opened = formState.defaultValues?.[field.field];
      if (same(field.yours, opened)) choose(field, "theirs");
      else if (same(field.theirs, opened)) choose(field, "yours");
    }
  });
  useEffect(() => {
    panel.current?.focus();
    settle();
  }, []);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="Changed meanwhile"
      className="grid gap-3 rounded-md border border-warn bg-warn-soft p-4 text-sm"
    >
      <p>
        <b className="font-semibold">{conflict.by}</b> saved this record <RelativeTime value={conflict.at} />,
        after you opened it. Nothing of yours is lost.
        {conflict.fields.length > 0 && " Choose what stays:"}
      </p>
      {conflict.fields.map((field) => (
        <fieldset key={field.field} className="grid gap-1.5">
          <legend className="font-medium">{field.label}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            <Side
              label="Keep mine"
              text={<Shown value={field.yours} text={field.yoursText} />}
              chosen={choices[field.field] === "yours"}
              onChoose={() => choose(field, "yours")}
            />
            <Side
              label="Use theirs"
              text={<Shown value={field.theirs} text={field.theirsText} />}
              chosen={choices[field.field] === "theirs"}
              onChoose={() => choose(field, "theirs")}
            />
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          variant="primary"
          disabledReason={open > 0 ? `Choose for ${open} more` : null}
          onClick={() => {
            setValue("version", conflict.version);
            onResolved();
          }}
        >
          Save with these
        </Button>
      </div>
    </section>
  );
}

const same = (a: unknown, b: unknown) => String(a ?? "") === String(b ?? "");

function Side(props: { label: string; text: React.ReactNode; chosen: boolean; onChoose: () => void }) {
  return (
    <label className="flex cursor-pointer items-start gap-2 rounded-md border border-edge bg-canvas px-2.5 py-1.5 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        checked={props.chosen}
        onChange={props.onChoose}
        className="mt-0.5 size-4 accent-accent"
      />
      <span className="min-w-0">
        <span className="block text-xs text-muted">{props.label}</span>
        <span className="block break-words">{props.text}</span>
      </span>
    </label>
  );
}

function Shown({ value, text }: { value: unknown; text?: string }) {
  const { locale, zone } = useFormat();
  if (text) return text;
  if (value === null || value === undefined || value === "") return <span className="text-faint">empty</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, locale, zone);
  return String(value);
}
