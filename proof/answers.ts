import { AppError } from "@/lib/kernel/errors";
import type { RegisteredVerb } from "@/lib/kernel/registry";

/** What a verb answered. `bytes` is what is compared: all of it, where only what is new with every call is blanked. */
export type Answer = { outcome: "answered" | "refused" | "failed"; raw: string; bytes: string };

/** Calls a verb and keeps its answer, or the error that it refused with, as JSON. */
export async function ask(verb: RegisteredVerb, ctx: object, input: unknown): Promise<Answer> {
  try {
    return answer("answered", json(await verb(ctx, input)));
  } catch (error) {
    if (!(error instanceof AppError)) return answer("failed", String(error));
    const { name, message, code, fields, details } = error;
    return answer("refused", json({ name, message, code, fields, details }));
  }
}

const answer = (outcome: Answer["outcome"], raw: string): Answer => ({
  outcome,
  raw,
  bytes: blanked(`${outcome} ${raw}`),
});

export const json = (value: unknown): string =>
  JSON.stringify(value, (_key, item) => (typeof item === "bigint" ? `${item}n` : item)) ?? "undefined";

/** Ids, moments, one-time secrets and the unique words of the factories: two calls never have the same ones. */
export const blanked = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replace(/[A-Za-z0-9_-]{40,}\.[A-Za-z0-9_-]{16}/g, "<cursor>")
    .replace(/("(?:key|token)":"|\b(?:knock|code)=)[\w-]+/g, "$1<secret>")
    .replace(/\b(acme|darcel)-[0-9a-f]{10}/g, "$1-<word>")
    .replace(/\b(secret)?zot[a-z]{10}/g, "$1<word>")
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d(:\d\d)?)?/g, "<time>")
    .replace(/[0-9a-f]{32,}/g, "<hash>")
    .replace(/\b[A-Za-z0-9]{32}\b/g, "<secret>");
