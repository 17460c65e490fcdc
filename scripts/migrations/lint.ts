import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { NO_TRANSACTION } from "@/db/migrate/files";
import { ADVICE, BEFORE_THE_FIRST_RELEASE, CONTRACT_ADVICE, CONTRACTS } from "./rules";
import { type Finding, squawk } from "./squawk";
import { type Statement, statementsOf } from "./statements";

type File = { path: string; text: string; isTenants: boolean };

const STORES = ["control", "tenant"];

/**
 * What is careless in the migrations under a folder (`control/`, `tenant/`), in sentences that say what to do instead. A statement is let pass by a line
 * above it: `-- allow <rule>: <reason>`, or `-- contract: unused since <release>` for what drops.
 * @param release the version that is being made: what is dropped must have been unused in one before it
 */
export async function lintMigrations(folder: string, release: string): Promise<string[]> {
  const files = STORES.flatMap((store) => filesIn(folder, store));
  const outside = files.filter(({ text }) => text.startsWith(NO_TRANSACTION));
  const inside = files.filter((file) => !outside.includes(file));
  const paths = (list: File[]) => list.map((file) => file.path);
  const findings = [
    ...(await squawk(paths(inside), { inTransaction: true })),
    ...(await squawk(paths(outside), { inTransaction: false })),
    ...files.flatMap(ownFindings),
    ...inside.flatMap(notForInside),
    ...outside.flatMap(notForOutside),
  ];
  const texts = new Map(files.map((file) => [file.path, statementsOf(file.text)]));
  return findings
    .filter(({ file }) => !BEFORE_THE_FIRST_RELEASE.includes(nameOf(folder, file)))
    .filter(
      (finding) => !isAllowed(finding, statementAt(texts.get(finding.file) ?? [], finding.line), release),
    )
    .sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
    .map(
      ({ file, line, rule, message }) =>
        `${nameOf(folder, file)}:${line} ${rule}: ${adviceOn(rule, message)}`,
    );
}

const nameOf = (folder: string, file: string): string => path.relative(folder, file).replaceAll("\\", "/");

function filesIn(folder: string, store: string): File[] {
  return readdirSync(path.join(folder, store))
    .filter((name) => name.endsWith(".sql"))
    .map((name) => {
      const file = path.join(folder, store, name);
      return { path: file, text: readFileSync(file, "utf8"), isTenants: store === "tenant" };
    });
}

/** What squawk does not look for. */
function ownFindings({ path: file, text, isTenants }: File): Finding[] {
  return statementsOf(text).flatMap(({ first, comments, sql }) => {
    const found = (rule: string, message: string): Finding => ({ file, line: first, rule, message });
    return [
      ...(comments.some((comment) => comment.includes("squawk-ignore"))
        ? [
            found(
              "squawk-ignore",
              "Write `-- allow <rule>: <reason>` in its place, so that the reason stands there.",
            ),
          ]
        : []),
      ...(isTenants && /^(insert|update|delete|merge)\b/i.test(sql)
        ? [
            found(
              "rows-in-a-migration",
              "Row-level security hides every tenant's rows from a migration: change them in a job, through withTenant.",
            ),
          ]
        : []),
      ...(/^(truncate|drop\s+schema)\b/i.test(sql)
        ? [found("rows-in-a-migration", "It takes every row away, of every tenant.")]
        : []),
    ];
  });
}

function notForInside({ path: file, text }: File): Finding[] {
  return statementsOf(text)
    .filter(({ sql }) => /\bindex\s+concurrently\b/i.test(sql))
    .map(({ first }) => ({ file, line: first, rule: "concurrently-in-transaction", message: "" }));
}

function notForOutside({ path: file, text }: File): Finding[] {
  return statementsOf(text)
    .filter(({ sql }) => sql !== "" && !/^(create\s+(unique\s+)?|drop\s+)index\s+concurrently\b/i.test(sql))
    .map(({ first }) => ({
      file,
      line: first,
      rule: "no-transaction",
      message:
        "Only CREATE INDEX CONCURRENTLY and DROP INDEX CONCURRENTLY go without a transaction: a kill would leave this half done. Move it to another migration.",
    }));
}

const statementAt = (statements: Statement[], line: number): Statement | undefined =>
  statements.find(({ first, last }) => first <= line && line <= last);

function isAllowed({ rule }: Finding, statement: Statement | undefined, release: string): boolean {
  return (statement?.comments ?? []).some((comment) => {
    if (CONTRACTS.includes(rule)) {
      const since = /^-- contract: unused since (\d+\.\d+\.\d+)$/.exec(comment)?.[1];
      return since !== undefined && since.localeCompare(release, "en", { numeric: true }) < 0;
    }
    return comment.startsWith(`-- allow ${rule}: `) && comment.length > `-- allow ${rule}: `.length + 10;
  });
}

const adviceOn = (rule: string, message: string): string =>
  CONTRACTS.includes(rule) ? CONTRACT_ADVICE : (ADVICE[rule] ?? message);
