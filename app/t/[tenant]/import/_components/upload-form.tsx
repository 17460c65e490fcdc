"use client";

import { FileText } from "lucide-react";
import { type DragEvent, useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { type ImportEntity, importEntities } from "@/lib/imports/fields/types";
import { entityHints, entityNames } from "./names";
import { useUpload } from "./use-upload";

/** What is imported, and from which file. Nothing is written before the person has seen what would happen. */
export function UploadForm({ initial }: { initial: ImportEntity }) {
  const [entity, setEntity] = useState(initial);
  const [file, setFile] = useState<File | null>(null);
  const { upload, send } = useUpload();
  const sending = upload.state === "sending";
  return (
    <form
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (file) void send(entity, file);
      }}
    >
      <fieldset className="grid gap-2" disabled={sending}>
        <legend className="mb-2 font-medium text-sm">What does the file hold?</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {importEntities.map((one) => (
            <label
              key={one}
              className={cn(
                "flex cursor-pointer items-start gap-3 rounded-md border border-edge p-3 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent",
                one === entity && "border-accent bg-accent-soft hover:bg-accent-soft",
              )}
            >
              <input
                type="radio"
                name="entity"
                className="mt-0.5 size-4 accent-accent"
                checked={one === entity}
                onChange={() => setEntity(one)}
              />
              <span className="grid gap-0.5">
                <span className="font-medium text-sm">{entityNames[one]}</span>
                <span className="text-muted text-xs">{entityHints[one]}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <FileChoice file={file} onChoose={setFile} disabled={sending} />
      {upload.failure && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {upload.failure}
        </p>
      )}
      {sending && file && <Progress label={`Sending ${file.name}`} value={upload.sent / file.size} />}
      <div className="flex gap-2">
        <Button
          type="submit"
          variant="primary"
          pending={sending}
          disabledReason={file ? null : "Choose a file first."}
        >
          Go on to the columns
        </Button>
        <LinkButton href="/import">Cancel</LinkButton>
      </div>
    </form>
  );
}

type FileChoiceProps = { file: File | null; onChoose: (file: File) => void; disabled: boolean };

function FileChoice({ file, onChoose, disabled }: FileChoiceProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped && !disabled) onChoose(dropped);
  };
  return (
    <div className="grid gap-2">
      <span className="font-medium text-sm" id="file-label">
        The file
      </span>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "grid cursor-pointer justify-items-center gap-1 rounded-md border border-edge border-dashed px-4 py-8 text-center text-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent",
          over && "border-accent bg-accent-soft",
        )}
      >
        <FileText aria-hidden className="mb-1 size-6 text-faint" strokeWidth={1.5} />
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          aria-labelledby="file-label"
          className="sr-only"
          disabled={disabled}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) onChoose(chosen);
          }}
        />
        <span className="font-medium">{file ? file.name : "Choose a CSV file, or drop it here"}</span>
        <span className="text-muted text-xs">
          Up to 50 MB and 200,000 rows. From Excel: save as CSV first.
        </span>
      </label>
    </div>
  );
}
