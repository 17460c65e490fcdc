"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { startImportAction, uploadImportPartAction } from "@/lib/imports/actions";
import type { ImportEntity } from "@/lib/imports/fields/types";
import { partSize } from "@/lib/imports/read/limits";

export type Upload = { state: "idle" | "sending"; sent: number; failure: string | null };

/** Sends a file in parts and opens its import. A part that does not arrive is sent again twice. */
export function useUpload() {
  const router = useRouter();
  const [upload, setUpload] = useState<Upload>({ state: "idle", sent: 0, failure: null });
  const fail = (failure: string) => setUpload({ state: "idle", sent: 0, failure });

  const send = async (entity: ImportEntity, file: File) => {
    setUpload({ state: "sending", sent: 0, failure: null });
    const started = await startImportAction({ entity, fileName: file.name, fileSize: file.size }).catch(
      () => null,
    );
    if (!started?.ok) return fail(messageOf(started));
    const { id } = started.data;
    for (let part = 0; part * partSize < file.size; part++) {
      const slice = file.slice(part * partSize, (part + 1) * partSize);
      const bytes = new Uint8Array(await slice.arrayBuffer());
      const result = await patiently(() => uploadImportPartAction({ id, part, bytes }));
      if (!result?.ok) return fail(messageOf(result));
      setUpload({ state: "sending", sent: Math.min(file.size, (part + 1) * partSize), failure: null });
    }
    router.push(`/import/${id}`);
  };
  return { upload, send };
}

type Outcome =
  | { ok: true }
  | { ok: false; error: { message: string; fields?: Record<string, string[]> } }
  | null;

/** The sentence about the file itself comes before the general one. */
const messageOf = (outcome: Outcome): string => {
  if (outcome === null) return "The file did not reach the server. Check the connection and try again.";
  if (outcome.ok) return "";
  return Object.values(outcome.error.fields ?? {})[0]?.[0] ?? outcome.error.message;
};

async function patiently<T>(send: () => Promise<T>): Promise<T | null> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await send();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000 * (attempt + 1)));
    }
  }
  return null;
}
