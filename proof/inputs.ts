import { z } from "zod";

/** A place in a verb's input for an id, a free text or one of some words, such as `ids[]` or `filters.owner[]`; `*` is any key. */
export type Leaf = { path: string; kind: "id" | "text" | "choice"; choices?: unknown[] };

type Json = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Json>;
  propertyNames?: Json;
  additionalProperties?: Json | boolean;
  items?: Json;
  anyOf?: Json[];
  oneOf?: Json[];
  allOf?: Json[];
};

/** Every place of a schema that takes an id, a text or a choice: read from the schema itself, so that none is forgotten. */
export function leavesOf(schema: z.ZodType): Leaf[] {
  // What goes in and what comes out: a transformation hides its text on one side of the two.
  const sides = (["input", "output"] as const).map((io) =>
    z.toJSONSchema(schema, { io, unrepresentable: "any", cycles: "throw", reused: "inline" }),
  );
  const found = new Map<string, Leaf>();
  for (const leaf of sides.flatMap((side) => [...walk(side as Json, "")])) {
    if (found.get(leaf.path)?.kind !== "id") found.set(leaf.path, leaf);
  }
  return [...found.values()];
}

function* walk(node: Json, path: string): Generator<Leaf> {
  for (const option of [node.anyOf, node.oneOf, node.allOf].flat()) if (option) yield* walk(option, path);
  for (const [key, inside] of Object.entries(node.properties ?? {})) yield* walk(inside, join(path, key));
  if (typeof node.additionalProperties === "object") {
    for (const key of node.propertyNames?.enum ?? ["*"]) {
      // The values of a list's filters are texts to the schema, and many are ids to the query.
      for (const leaf of walk(node.additionalProperties, join(path, String(key)))) {
        yield path === "filters" ? { ...leaf, kind: "id" } : leaf;
      }
    }
  }
  if (node.items) yield* walk(node.items, `${path}[]`);
  if (node.enum) yield { path, kind: "choice", choices: node.enum };
  else if (node.type === "string" && node.const === undefined) {
    yield { path, kind: node.format === "uuid" || isCursor(path) ? "id" : "text" };
  }
}

/** A list's cursor is a text that holds the id of the row where a page ends. */
const isCursor = (path: string): boolean => path === "cursor.value";

const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** The texts in a value, each with its path. */
export function* textsIn(value: unknown, path = ""): Generator<{ path: string; text: string }> {
  if (typeof value === "string") yield { path, text: value };
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  for (const [key, item] of Object.entries(value)) {
    yield* textsIn(item, Array.isArray(value) ? `${path}[]` : join(path, key));
  }
}

/** Whether a path in a value is a schema's leaf, whose `*` stands for any key. */
export const isAt = (leaf: Leaf, path: string): boolean =>
  new RegExp(`^${leaf.path.replace(/[.[\]]/g, "\\$&").replaceAll("*", "[^.\\[\\]]+")}$`).test(path);

/** A copy of an input with `text` at a leaf; a leaf's `*` becomes the key `any`. Null where the input has something else on the way. */
export function withTextAt(input: unknown, { path }: Leaf, text: string): unknown {
  const steps = path.replaceAll("[]", ".[]").split(".").filter(Boolean);
  return placed(input, steps, text);
}

function placed(value: unknown, [step, ...rest]: string[], text: string): unknown {
  if (step === undefined) return text;
  if (step === "[]") {
    const [first, ...others] = Array.isArray(value) ? value : [];
    return [placed(first, rest, text), ...others];
  }
  const key = step === "*" ? "any" : step;
  const before = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  return { ...before, [key]: placed((before as Record<string, unknown>)[key], rest, text) };
}
