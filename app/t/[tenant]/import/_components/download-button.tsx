"use client";

import { Download } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toastError } from "@/components/ui/toast";
import { outcomeFileAction } from "@/lib/imports/actions";

/** Saves the file with the outcome of every row. */
export function DownloadButton({ id }: { id: string }) {
  const [pending, start] = useTransition();
  const download = () =>
    start(async () => {
      const result = await outcomeFileAction({ id }).catch(() => null);
      if (!result?.ok) return toastError(result?.error.message ?? "This did not reach the server.");
      save(result.data.fileName, result.data.csv);
    });
  return (
    <Button size="sm" onClick={download} pending={pending}>
      <Download aria-hidden />
      Outcomes as CSV
    </Button>
  );
}

function save(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
