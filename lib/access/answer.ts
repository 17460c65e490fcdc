/** A decision about one person, one action and perhaps one record, in words: what the page shows, and what the command line prints. */
export type Answer = {
  person: { id: string | null; name: string };
  record: { id: string; name: string } | null;
  allowed: boolean;
  /** "Darcel Schlecht may not edit GTX Pro." */
  verdict: string;
  /** What decides it, in a sentence. */
  because: string;
  /** Who can change a refusal, for the person who was refused. */
  help: string | null;
  /** The step of the precedence table that decides. */
  step: number;
  steps: AnswerStep[];
};

/** One step of the precedence table: what stood in it, and what became of that. */
export type AnswerStep = {
  step: number;
  title: string;
  outcome: "decides" | "passed" | "not reached";
  /** What it comes to. */
  says: string;
  links: AnswerLink[];
};

/** One rule, or one gate. */
export type AnswerLink = {
  key: string;
  /** The rule as a sentence. */
  says: string;
  /** Where it comes from, each with the page where that can be changed. */
  from: { words: string; href: string | null }[];
  applies: boolean;
  decides: boolean;
  /** Why it applies, or not. */
  why: string;
  /** What its condition asked, and what it saw. */
  saw: string[];
};
