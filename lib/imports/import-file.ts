import type { Context } from "@/lib/kernel";
import { type Choices, planOf } from "./choices";
import { planImport, startImport, uploadImportPart } from "./commands";
import type { ImportEntity } from "./fields/types";
import { readImport } from "./preview";
import { partSize } from "./read/limits";
import { type RunResult, runImportToEnd } from "./run";
import type { Watch } from "./write/watch";

type File = { entity: ImportEntity; fileName: string; bytes: Uint8Array };

/** Brings a file into a draft import with a plan made of the choices, in the same steps as the browser. */
export async function draftImport(ctx: Context, { entity, fileName, bytes }: File, choices: Choices) {
  const { id } = await startImport(ctx, { entity, fileName, fileSize: bytes.length });
  for (let part = 0; part * partSize < bytes.length; part++) {
    await uploadImportPart(ctx, { id, part, bytes: bytes.subarray(part * partSize, (part + 1) * partSize) });
  }
  const file = await readImport(ctx, { id, plan: { read: choices.read } });
  const plan = planOf(entity, file, choices);
  await planImport(ctx, { id, plan });
  return { id, plan };
}

/** Imports a file from beginning to end. */
export async function importFile(
  ctx: Context,
  file: File,
  choices: Choices,
  onProgress?: (watch: Watch) => void,
): Promise<{ id: string } & RunResult> {
  const { id } = await draftImport(ctx, file, choices);
  return { id, ...(await runImportToEnd(ctx, { id }, onProgress)) };
}
