import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { Invalid } from "@/lib/kernel/errors";
import {
  type ArchivedFile,
  FORMAT_VERSION,
  MANIFEST,
  type Manifest,
  manifestSchema,
  README,
} from "./manifest";

/** Names that stand in an archive; any other (a path upwards, a folder, another's file) is refused unread. */
const NAME =
  /^(manifest\.json|README\.txt|json\/[a-z][a-z0-9_]{0,62}\.ndjson|csv\/[a-z][a-z0-9_]{0,62}\.csv)$/;

const MOST_MANIFEST = 8 * 1024 * 1024;

/** Rows of text do not get smaller than a hundredth; what does is made to fill a disk or to keep a processor busy. */
const MOST_RATIO = 100;
const ALWAYS_ALLOWED = 256 * 1024 * 1024;

/** A file of an archive. */
export type Entry = AsyncIterable<Buffer> & { header: Header; resume(): unknown };

const damaged = (why: string) =>
  new Invalid(`This file is no archive of a workspace, or it is damaged: ${why}. Nothing was imported.`);

/**
 * The files of an archive, one after the other; each has to be read, or resumed, before the next one.
 * @throws Invalid for what is no archive, is cut off, unpacks to far too much, or holds a file that has no business there
 */
export async function* entriesOf(path: string): AsyncGenerator<Entry> {
  const { size } = await stat(path);
  const tar = extract();
  const unpacking = pipeline(createReadStream(path), createGunzip(), atMost(size), tar, () => {});
  const seen = new Set<string>();
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (!NAME.test(name) || type !== "file") throw damaged(`it holds "${name.slice(0, 80)}"`);
      if (seen.has(name)) throw damaged(`it holds ${name} twice`);
      seen.add(name);
      const { header } = entry;
      yield { header, resume: () => entry.resume(), [Symbol.asyncIterator]: () => contentOf(entry) };
    }
  } catch (error) {
    throw explained(error);
  } finally {
    unpacking.destroy();
  }
}

async function* contentOf(entry: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of entry) yield chunk as Buffer;
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  if (error instanceof Invalid) return error;
  const { code = "", message } = error as { code?: string; message: string };
  if (code === "Z_BUF_ERROR" || message === "Unexpected end of data") return damaged("it ends too early");
  if (code === "Z_DATA_ERROR") return damaged("its compressed data are wrong");
  // What the file system refuses is not the archive's fault.
  return "syscall" in (error as object) ? error : damaged(message.replace(/\.$/, ""));
}

/** Lets through what an archive of this size can hold. */
function atMost(packed: number): Transform {
  const limit = Math.max(ALWAYS_ALLOWED, packed * MOST_RATIO);
  let unpacked = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      if (unpacked > limit) done(damaged(`it unpacks to more than ${MOST_RATIO} times its size`));
      else done(null, chunk);
    },
  });
}

/**
 * Reads an archive from beginning to end and answers its manifest, when each file is the one that the manifest tells of.
 * Writes nothing. @throws Invalid
 */
export async function inspectArchive(path: string): Promise<Manifest> {
  const found = new Map<string, Omit<ArchivedFile, "file">>();
  let manifest: Manifest | undefined;
  for await (const entry of entriesOf(path)) {
    const { name } = entry.header;
    if (manifest) throw damaged(`${name} follows its manifest`);
    if (name === MANIFEST) manifest = readManifest(await whole(entry));
    else found.set(name, await digest(entry));
  }
  if (!manifest) throw damaged("it has no manifest, so it is not whole");
  const told = manifest.tables.flatMap(({ json, csv }) => [json, csv]);
  for (const { file, bytes, sha256 } of told) {
    const one = found.get(file);
    if (!one) throw damaged(`${file} is missing`);
    if (one.bytes !== bytes || one.sha256 !== sha256) throw damaged(`${file} is not as it was written`);
  }
  const extra = [...found.keys()].find((name) => name !== README && !told.some(({ file }) => file === name));
  if (extra) throw damaged(`its manifest does not know ${extra}`);
  return manifest;
}

async function whole(entry: Entry): Promise<string> {
  if (entry.header.size > MOST_MANIFEST) throw damaged("its manifest is too large");
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function digest(entry: Entry): Promise<Omit<ArchivedFile, "file">> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of entry) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

function readManifest(json: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw damaged("its manifest is no JSON");
  }
  const version = (value as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === "number" && version !== FORMAT_VERSION)
    throw new Invalid(
      `This archive has the layout ${version}, and this version of Tenantry reads ${FORMAT_VERSION}. Nothing was imported.`,
    );
  const read = manifestSchema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw damaged(`its manifest is wrong at ${issue?.path.join(".") || "its beginning"}`);
}
