import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

/**
 * Every way into the product, read from its sources: what the browser can call was made by the kernel, and each page of a
 * workspace asks the kernel who is there.
 */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

const sources = ["app", "components", "db", "lib"]
  .flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.posix.join(folder, ...name.split(path.sep)),
    ),
  )
  .filter((name) => /\.(tsx?|[cm]?jsx?)$/.test(name) && !/\.test\.tsx?$/.test(name));

type Node = { type: string; [key: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

/** All nodes under one, itself included. */
function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each);
  if (!isNode(value)) return;
  yield value;
  for (const inside of Object.values(value)) yield* nodesIn(inside);
}

const parse = (file: string) => parseSync(file, read(file));
const nodesOf = (file: string) => [...nodesIn(parse(file).program)];
const nameOf = (node: unknown): string => (isNode(node) && typeof node.name === "string" ? node.name : "");
const callee = (node: unknown): string =>
  isNode(node) && node.type === "CallExpression" ? nameOf(node.callee) : "";

const saysUseServer = (file: string): boolean =>
  nodesOf(file).some(
    (node) => node.type === "ExpressionStatement" && "directive" in node && node.directive === "use server",
  );

type Export = { name: string; made: string } | { name: string; from: string; was: string };

/** What a file exports: made by a call of which function, or taken from which file. Anything else is made by nothing. */
function exportsOf(file: string): Export[] {
  return parse(file).program.body.flatMap((statement): Export[] => {
    const node = statement as unknown as Node;
    if (node.type === "ExportDefaultDeclaration" || node.type === "ExportAllDeclaration")
      return [{ name: node.type, made: "" }];
    if (node.type !== "ExportNamedDeclaration" || node.exportKind === "type") return [];
    if (isNode(node.source)) {
      const from = String(node.source.value);
      return (node.specifiers as { local: Node; exported: Node }[]).map(({ local, exported }) => ({
        name: nameOf(exported),
        was: nameOf(local),
        from,
      }));
    }
    const declaration = isNode(node.declaration) ? node.declaration : null;
    if (declaration?.type === "VariableDeclaration")
      return (declaration.declarations as { id: Node; init: unknown }[]).map(({ id, init }) => ({
        name: nameOf(id),
        made: callee(init),
      }));
    return [{ name: nameOf(declaration?.id) || node.type, made: "" }];
  });
}

/** From where a file has a name. */
const importedFrom = (file: string, name: string): string | undefined =>
  parse(file).module.staticImports.find(({ entries }) =>
    entries.some((entry) => entry.localName.value === name && entry.importName.name === name),
  )?.moduleRequest.value;

const callsKernel = (file: string, name: string, from: string): boolean =>
  importedFrom(file, name) === from && nodesOf(file).some((node) => callee(node) === name);

describe("server actions", () => {
  const files = sources.filter(saysUseServer);

  it("stand in lib/<entity>/actions.ts alone", () => {
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !/^lib\/[a-z-]+\/actions\.ts$/.test(file))).toEqual([]);
  });

  it.each(files)("%s exports nothing but what toAction made", (file) => {
    expect(importedFrom(file, "toAction")).toBe("@/lib/kernel/action");
    const exported = exportsOf(file);
    expect(exported.length).toBeGreaterThan(0);
    expect(exported.filter((one) => !("made" in one && one.made === "toAction"))).toEqual([]);
  });
});

describe("route handlers", () => {
  const files = sources.filter((file) => /^app\/(.*\/)?route\.[a-z]+$/.test(file));
  const makers = ["toGetRoute"];

  it.each(files)("%s exports handlers that the kernel made", (file) => {
    expect(files.length).toBeGreaterThan(1);
    const exported = exportsOf(file);
    expect(exported.length).toBeGreaterThan(0);
    for (const one of exported) {
      expect(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]).toContain(one.name);
      // A handler stands here, or comes from an entity's routes.ts under another name.
      const owner = "from" in one ? `${one.from.replace("@/", "")}.ts` : file;
      if ("from" in one) expect(owner).toMatch(/^lib\/[a-z-]+\/routes\.ts$/);
      const own = "from" in one ? exportsOf(owner).find(({ name }) => name === one.was) : one;
      const maker = own && "made" in own ? own.made : "";
      expect(makers, `${owner} ${one.name}`).toContain(maker);
      expect(importedFrom(owner, maker)).toBe("@/lib/kernel/route");
    }
  });
});

describe("pages", () => {
  const entries = /\/(page|layout|template|default)\.tsx$/;
  const isPage = (file: string) => file.startsWith("app/") && entries.test(file);

  it.each(sources.filter((file) => isPage(file) && file.startsWith("app/t/[tenant]/")))(
    "%s asks the kernel for its context",
    (file) => {
      expect(callsKernel(file, "pageContext", "@/lib/kernel/page")).toBe(true);
    },
  );

  it.each(sources.filter((file) => isPage(file) && file.startsWith("app/admin/")))(
    "%s asks the kernel for an operator's context",
    (file) => {
      expect(callsKernel(file, "operatorContext", "@/lib/kernel/page")).toBe(true);
    },
  );

  it("and nothing else opens: no pages/ router, no second middleware, no route outside of app/", () => {
    for (const name of ["pages", "src", "proxy.ts", "app/t/[tenant]/route.ts"])
      expect(existsSync(path.join(ROOT, name)), name).toBe(false);
  });
});

describe("verbs", () => {
  const definers = new Set([
    ...["defineQuery", "defineCommand", "defineControlQuery", "defineControlCommand"],
    ...["defineOperatorQuery", "defineOperatorCommand"],
  ]);

  it("have names of their own", () => {
    const names = sources.flatMap((file) =>
      nodesOf(file)
        .filter((node) => definers.has(callee(node)))
        .flatMap((node) => {
          const [definition] = node.arguments as Node[];
          const properties = (definition?.properties ?? []) as { key?: Node; value?: Node }[];
          const name = properties.find(({ key }) => nameOf(key) === "name")?.value;
          return name?.type === "Literal" ? [String(name.value)] : [];
        }),
    );
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
