"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Input } from "@/components/ui/input";
import { Field, type FieldProps } from "./field";
import { useLock } from "./notes";

/** A list of short texts. Enter or a comma adds what is typed, and so does leaving the field; Backspace takes the last one back. */
export function TagsField(given: FieldProps) {
  const props = useLock(given);
  const fixed = Boolean(props.readOnlyReason);
  const [draft, setDraft] = useState("");
  return (
    <Field {...props}>
      {(wiring, field) => {
        const tags: string[] = field.value ?? [];
        const add = () => {
          const added = draft.split(",").flatMap((tag) => tag.trim() || []);
          if (added.length > 0) field.onChange([...new Set([...tags, ...added])]);
          setDraft("");
        };
        const onKeyDown = (event: KeyboardEvent) => {
          if ((event.key === "Enter" && draft.trim()) || event.key === ",") {
            event.preventDefault();
            add();
          } else if (event.key === "Backspace" && draft === "" && !fixed) field.onChange(tags.slice(0, -1));
        };
        return (
          <>
            {tags.length > 0 && (
              <ul aria-label={props.label} className="flex flex-wrap gap-1">
                {tags.map((tag) => (
                  <li
                    key={tag}
                    className="flex h-6 items-center gap-0.5 rounded-sm border bg-surface pl-1.5 text-xs"
                  >
                    {tag}
                    <button
                      type="button"
                      disabled={fixed}
                      aria-label={`Remove ${tag}`}
                      onClick={() => field.onChange(tags.filter((each) => each !== tag))}
                      className="flex size-6 items-center justify-center text-muted hover:text-ink"
                    >
                      <X aria-hidden className="size-3" />
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <Input
              {...wiring}
              ref={field.ref}
              autoComplete="off"
              readOnly={fixed}
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
              onKeyDown={onKeyDown}
              onBlur={() => {
                add();
                field.onBlur();
              }}
            />
          </>
        );
      }}
    </Field>
  );
}
