import { AssertionError } from "node:assert";
import { inspect } from "node:util";

/** How one attempt came out. `subject` is what was tried (a verb, a table, a key); `attempt` says how. */
export type Outcome = { subject: string; attempt: string; problem: string | null };

/** One part of the proof, as its report tells it. */
export class Section {
  readonly outcomes: Outcome[] = [];
  /** What is possible, and why, at which levels. */
  readonly limits = new Map<string, { because: string; levels: string[] }>();
  /** What the report says beside a subject, in the column `remark`. */
  readonly remarks = new Map<string, string>();
  milliseconds = 0;

  constructor(
    readonly title: string,
    /** What is claimed. */
    readonly claim: string,
    /** How it was tried. */
    readonly how: string,
    readonly remark: string | null = null,
  ) {}

  get failed(): Outcome[] {
    return this.outcomes.filter(({ problem }) => problem !== null);
  }

  /** Writes down that something is possible, for the report's last page. */
  limit(what: string, because: string, level: string): void {
    const known = this.limits.get(what) ?? { because, levels: [] };
    this.limits.set(what, { because, levels: [...known.levels, level] });
  }

  /** One case: it holds unless `attempt` throws. Answers whether it does. */
  async holds(subject: string, attempt: string, fn: () => unknown): Promise<boolean> {
    const problem = await explained(fn);
    this.outcomes.push({ subject, attempt, problem });
    return problem === null;
  }
}

async function explained(fn: () => unknown): Promise<string | null> {
  try {
    await fn();
    return null;
  } catch (error) {
    // What an assertion says is meant for the report; anything else is told whole.
    return error instanceof AssertionError ? error.message : inspect(error);
  }
}
