/** One statement of a migration file, with the comments above it. */
export type Statement = {
  /** Lines of the file, from 1. */
  first: number;
  last: number;
  comments: string[];
  sql: string;
};

/** The statements of a file as Drizzle writes it: one `--> statement-breakpoint` behind each. */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = [];
  let lines: string[] = [];
  let first = 1;
  for (const [index, line] of text.split("\n").entries()) {
    const [before, after] = line.split("--> statement-breakpoint");
    lines.push(before ?? "");
    if (after === undefined) continue;
    statements.push(statement(lines, first, index + 1));
    [lines, first] = [[], index + 2];
  }
  statements.push(statement(lines, first, first + lines.length - 1));
  return statements;
}

function statement(lines: string[], first: number, last: number): Statement {
  const isComment = (line: string) => line.trimStart().startsWith("--");
  return {
    first,
    last,
    comments: lines.filter(isComment).map((line) => line.trim()),
    sql: lines
      .filter((line) => !isComment(line))
      .join("\n")
      .trim(),
  };
}
