"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/format-context";
import { formatNumber } from "@/lib/format/number";
import { runImportAction } from "@/lib/imports/actions";
import type { ImportEntity } from "@/lib/imports/fields/types";
import { CountList } from "./count-list";
import { DiscardButton } from "./discard-button";
import type { Preview } from "./editor";
import { entityNouns } from "./names";

type Props = { id: string; entity: ImportEntity; preview: Preview | { problem: string }; checking: boolean };

/** The dry run: what would happen, and the button that lets it happen. */
export function RunStep({ id, entity, preview, checking }: Props) {
  const { locale } = useFormat();
  const [failure, setFailure] = useState<string | null>(null);
  const [starting, start] = useTransition();
  const run = () =>
    start(async () => {
      const result = await runImportAction({ id }).catch(() => null);
      if (!result?.ok)
        setFailure(result?.error.message ?? "This did not reach the server. Nothing was written.");
    });
  const counts = "problem" in preview ? null : preview.counts;
  const writes = counts ? counts.created + counts.updated : 0;
  const done = counts !== null && writes + counts.error + counts.undecided === 0 && counts.unchanged > 0;
  return (
    <Card title={checking ? "Checking…" : "What would happen"}>
      <div aria-live="polite" aria-busy={checking} className="grid gap-3">
        {"problem" in preview ? (
          <p className="text-sm text-warn">{preview.problem}</p>
        ) : (
          <>
            <CountList counts={preview.counts} />
            {preview.notes.map((note) => (
              <p key={note} className="text-muted text-sm">
                {note}
              </p>
            ))}
            {done && (
              <p className="text-sm">Everything in this file is here already: nothing would be written.</p>
            )}
          </>
        )}
      </div>
      {failure && (
        <p role="alert" className="mt-3 rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {failure}
        </p>
      )}
      <div className="mt-4 flex gap-2">
        <Button
          variant="primary"
          onClick={run}
          pending={starting}
          disabledReason={whyWait(preview, checking)}
        >
          {writes > 0
            ? `Import ${formatNumber(writes, locale)} ${entityNouns[entity][writes === 1 ? 0 : 1]}`
            : "Import"}
        </Button>
        <DiscardButton id={id} />
      </div>
    </Card>
  );
}

function whyWait(preview: Props["preview"], checking: boolean): string | null {
  if (checking) return "What would happen is being worked out.";
  if ("problem" in preview) return preview.problem;
  const { length } = preview.questions;
  return length === 0
    ? null
    : `${length === 1 ? "One question is" : `${length} questions are`} open: answer above first.`;
}
