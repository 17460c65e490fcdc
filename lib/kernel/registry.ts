/** A verb as the registry knows it. */
export type VerbInfo = {
  name: string;
  kind: "query" | "command";
  store: "tenant" | "control";
  permission: string;
};

const verbs = new Map<string, VerbInfo>();

/** Adds a verb. Defining another one under its name replaces it, since a hot reload evaluates a module again. */
export function register(info: VerbInfo): void {
  verbs.set(info.name, info);
}

/** Every verb that has been imported so far, by name. */
export const registeredVerbs = (): VerbInfo[] =>
  [...verbs.values()].sort((a, b) => a.name.localeCompare(b.name));
