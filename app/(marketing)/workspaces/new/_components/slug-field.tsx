"use client";

import { useEffect, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/form/field";
import { Input } from "@/components/ui/input";
import { checkSlugAction } from "@/lib/workspaces/actions";

type Verdict = { slug: string; problem: string | null; free: string[] };

/** The workspace's address, checked while it is typed. Free ones are offered in place of a taken one. */
export function SlugField({ suffix }: { suffix: string }) {
  const { setValue } = useFormContext();
  const slug = String(useWatch({ name: "slug" }) ?? "")
    .trim()
    .toLowerCase();
  const verdict = useVerdict(slug);
  const current = verdict?.slug === slug ? verdict : null;
  return (
    <div className="grid gap-1">
      <Field name="slug" label="Address" required>
        {(wiring, field) => (
          <span className="flex items-center gap-1">
            <Input
              {...wiring}
              {...field}
              value={field.value ?? ""}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
            />
            <span className="shrink-0 font-mono text-muted text-xs">{suffix}</span>
          </span>
        )}
      </Field>
      <p role="status" className="min-h-4 text-xs">
        {current?.problem && <span className="text-danger">{current.problem}</span>}
        {current && !current.problem && <span className="text-accent">This address is free.</span>}
      </p>
      {current && current.free.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {current.free.map((free) => (
            <button
              key={free}
              type="button"
              onClick={() => setValue("slug", free, { shouldDirty: true, shouldValidate: true })}
              className="rounded-md border px-2 py-0.5 font-mono text-xs hover:bg-hover"
            >
              {free}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** What the server says about the slug, a moment after the last key; null until then. */
function useVerdict(slug: string): Verdict | null {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  useEffect(() => {
    if (!slug) return;
    let stale = false;
    const timer = setTimeout(async () => {
      // Without an answer nothing is said: creating checks again.
      const result = await checkSlugAction({ slug }).catch(() => null);
      if (!stale && result?.ok) setVerdict({ slug, ...result.data });
    }, 300);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [slug]);
  return verdict;
}
