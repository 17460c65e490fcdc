import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";

/** One import: from a file of ours to another file of ours (`to`) or to a package. */
export type Import = {
  from: string;
  /** The path of our file from the root, or the package's name as it is written. */
  to: string;
  /** Only types: it is gone when the code runs. */
  typeOnly: boolean;
};

const FOLDERS = ["app", "bench", "components", "db", "e2e", "lib", "proof", "scripts", "simulators"];
const ENDINGS = ["", ".ts", ".tsx", ".mjs", "/index.ts", "/index.tsx"];

/** Every source file of ours, from the root. */
export function sourceFiles(root: string): string[] {
  const inFolders = FOLDERS.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.posix.join(folder, ...name.split(path.sep)),
    ),
  );
  const atRoot = readdirSync(root).filter((name) => name !== "next-env.d.ts");
  return [...inFolders, ...atRoot].filter((name) => /\.tsx?$/.test(name)).sort();
}

/** Reads the imports of one file: static, dynamic with a fixed name, and re-exports. */
export function importsOf(root: string, file: string): Import[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const { module, errors } = parseSync(file, text);
  const broken = errors[0];
  if (broken) throw new Error(`${file} cannot be read: ${broken.message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      request: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ request: moduleRequest.value, typeOnly: isType }] : [],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const request = /^(["'])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2];
      return request === undefined ? [] : [{ request, typeOnly: false }];
    }),
  ];
  return found.map(({ request, typeOnly }) => ({ from: file, to: resolve(root, file, request), typeOnly }));
}

/** True when the file, or a function in it, is open to calls from the browser. */
export function isServerAction(root: string, file: string): boolean {
  return /^\s*["']use server["']/m.test(readFileSync(path.join(root, file), "utf8"));
}

function resolve(root: string, from: string, request: string): string {
  const isOurs = request.startsWith("@/") || request.startsWith(".");
  if (!isOurs) return request;
  const target = request.startsWith("@/")
    ? request.slice(2)
    : path.posix.join(path.posix.dirname(from), request);
  const ending = ENDINGS.find((end) => {
    const full = path.join(root, target + end);
    return existsSync(full) && statSync(full).isFile();
  });
  return target + (ending ?? "");
}
