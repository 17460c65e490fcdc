import type { Command } from "commander";
import type { Answer } from "@/lib/access/answer";
import { openForCommand } from "../lib/cli-database";
import { BadInput, COMMAND_LINE, print } from "./output";

type Options = { explain?: boolean; field?: string };

export function can(program: Command): void {
  program
    .command("can")
    .description(
      "say whether a person may do something in a workspace: exit code 0 when they may, 1 when not",
    )
    .argument("<workspace>", "its subdomain")
    .argument("<email>", "the person's e-mail address there")
    .argument("<action>", "such as deal:update; with a record, update will do")
    .argument("[record]", "such as deal/0198a1b2-..., as in the address of its page")
    .option("--explain", "say why, rule by rule")
    .option("--field <name>", "one field of the record, such as valueMinor")
    .action(run);
}

async function run(
  workspace: string,
  email: string,
  action: string,
  record: string | undefined,
  options: Options,
  command: Command,
): Promise<void> {
  const { readAsked } = await import("@/lib/access/asked");
  const asked = readAsked(action, record, options.field);
  if ("problem" in asked) throw new BadInput(asked.problem);
  await openForCommand();
  const { systemContext } = await import("@/lib/kernel");
  const { explainAccess, findPerson } = await import("@/lib/access/queries");
  const ctx = await systemContext({ tenant: workspace, reason: COMMAND_LINE });
  const { id: memberId } = await findPerson(ctx, { email });
  const answer = await explainAccess(ctx, { memberId, ...asked.question });
  if (!answer.allowed) process.exitCode = 1;
  const text = options.explain ? inLines(answer) : answer.verdict;
  print(command.optsWithGlobals().json === true, answer, `${answer.allowed ? "✓" : "✗"} ${text}`);
}

/** The answer as the page has it, for a terminal. */
function inLines({ verdict, because, steps }: Answer): string {
  const lines = steps.flatMap(({ step, title, outcome, says, links }) => [
    `${outcome === "decides" ? "→" : " "} ${step}. ${title}. ${says}`,
    ...links.flatMap(({ says: rule, from, applies, why, saw }) => [
      `     ${applies ? "+" : "-"} ${[rule, ...from.map(({ words }) => words)].join("; ")}`,
      `       ${why}`,
      ...saw.map((sentence) => `         ${sentence}`),
    ]),
  ]);
  return [verdict, `  ${because}`, ...lines].join("\n");
}
