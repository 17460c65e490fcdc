import type { z } from "zod";
import type { ContextKind } from "./context";

/** A verb as the registry knows it. */
export type VerbInfo = {
  name: string;
  kind: "query" | "command";
  /** Where its rows are. */
  store: "tenant" | "control";
  /** Whose verb it is: of people inside a tenant, of anybody at any host, or of the platform's operators. */
  actor: ContextKind;
  permission: string;
  /** What it takes: a proof can ask it where an id can be named, and where text. */
  input: z.ZodType;
};

/** A verb whose context and input are checked when it is called, and by no type. */
export type RegisteredVerb = ((ctx: object, input: unknown) => Promise<unknown>) & { info: VerbInfo };

const verbs = new Map<string, RegisteredVerb>();

/** Adds a verb. Defining another one under its name replaces it, since a hot reload evaluates a module again. */
export function register(verb: { info: VerbInfo }): void {
  verbs.set(verb.info.name, verb as RegisteredVerb);
}

/** Every verb that has been imported so far, exported or not, by name. */
export const registeredVerbs = (): RegisteredVerb[] =>
  [...verbs.values()].sort((a, b) => a.info.name.localeCompare(b.info.name));
