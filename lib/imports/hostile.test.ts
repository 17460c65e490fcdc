import { describe, expect, it } from "vitest";
import { optionalEmail } from "@/lib/records/fields";
import { fieldOf } from "./fields";
import type { Field, Vocabulary } from "./fields/types";
import type { Draft } from "./interpret";
import { resolveNames } from "./names";
import { hasHeader } from "./read/header";
import { possibleDateFormats } from "./values/date";

// Whoever makes up a file or a form makes it up for themselves alone: the server goes on answering everybody else.

const company = fieldOf("deal", "company") as Field & { of: Vocabulary };
const draft = (name: string, line: number): Draft => ({
  line,
  values: new Map([["company", name]]),
  problems: [],
});

/** How long `work` held the process at one stretch, in milliseconds. */
async function longestStretch(work: () => unknown): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 5));
  clearInterval(timer);
  return longest;
}

describe("a value made to be slow", () => {
  const long = 300_000;
  it.each<[string, () => unknown]>([
    ["an e-mail address", () => optionalEmail().safeParse(`a@${".".repeat(long)}@`)],
    ["a header", () => hasHeader([`a@${".".repeat(long)}@`])],
    ["a date", () => possibleDateFormats([`1/1/2017 10:00${" ".repeat(long)}x`])],
  ])("%s is refused at once", async (_, read) => {
    expect(await longestStretch(read)).toBeLessThan(500);
  });
});

describe("names", () => {
  const known = Array.from({ length: 5000 }, (_, at) => ({ id: String(at), name: `company number ${at}` }));

  it("are looked up in turns with other people's work, however many are unknown", async () => {
    const drafts = Array.from({ length: 5000 }, (_, at) => draft(`companies numbered x${at}`, at));
    const stretch = await longestStretch(async () => {
      const { questions } = await resolveNames(company, drafts, { known });
      expect(questions).toHaveLength(5000);
      expect(questions[0]?.suggestions).toHaveLength(3);
    });
    expect(stretch).toBeLessThan(1000);
  });

  it("are what they say, also where JavaScript has a word of that name", async () => {
    const names = { known: [], creatable: true };
    const { resolved } = await resolveNames(company, [draft("Constructor", 2)], names, {}, "create");
    expect(resolved.get("constructor")).toEqual({ to: "new", name: "Constructor" });
  });
});
