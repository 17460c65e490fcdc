import type { Command } from "commander";
import type { Elsewhere, IsolationLevel } from "@/db/placement";
import type { Move } from "@/lib/tenancy/moves/queries";
import type { MoveProgress } from "@/lib/tenancy/moves/record";
import { LEVELS } from "@/lib/tenancy/moves/words";
import { openForCommand } from "../lib/cli-database";
import { onStop } from "../lib/lifecycle";
import { BadInput, print } from "./output";
import { elsewhereOf, levelOf, type PlaceOptions, placeOptions } from "./place-options";

type Options = PlaceOptions & { to: string; keepMinutes: string };

const REASON = "operator's command line";
const STEPS: Partial<Record<Move["step"], string>> = {
  preparing: "preparing the target",
  copying: "copying",
  verifying: "comparing both sides",
  cutting_over: "waiting for a moment in which nobody writes",
  switching: "switching over",
};

export function tenantMove(tenant: Command): void {
  const move = tenant
    .command("move")
    .description(
      "move a workspace to another isolation level while it is in use; run again after a kill, it goes on",
    )
    .argument("<slug>", "its subdomain")
    .requiredOption("--to <level>", "where its rows shall live: shared, schema or database")
    .option("--keep-minutes <minutes>", "how long the source is kept, read-only, before it is purged", "60");
  placeOptions(move).action(async (slug: string, options: Options, command: Command) => {
    const json = command.optsWithGlobals().json === true;
    const to = levelOf(options.to);
    const elsewhere = elsewhereOf(to, options);
    const keepMinutes = minutesOf(options.keepMinutes);
    await openForCommand();
    const { tenantId, name, id } = await begin(slug, to, elsewhere, keepMinutes);
    const { moveNow } = await import("@/lib/tenancy/moves/now");
    const running = moveNow(id, json ? () => {} : teller());
    takeBackOnStop(id, running);
    const done = await running;
    const audit = done.step === "done" ? await verifyAudit(tenantId) : null;
    if (done.step !== "done" || audit?.findings) process.exitCode = 1;
    print(json, { ...resultOf(done), name, audit }, told(name, done, audit));
  });
}

/** The move that was begun before, when it goes to the same level; else a new one. */
async function begin(slug: string, to: IsolationLevel, elsewhere: Elsewhere, keepMinutes: number) {
  const { controlDb, inControl } = await import("@/db/control");
  const { findTenant } = await import("@/lib/tenancy/resolve");
  const { planMove } = await import("@/lib/tenancy/moves/plan");
  const { openMoveOf } = await import("@/lib/tenancy/moves/queries");
  const { appendPlatformAudit } = await import("@/lib/kernel/audit-chain");
  const tenant = await findTenant(slug);
  if (!tenant)
    throw new BadInput(`There is no workspace named ${slug}. \`npm run tenantry -- tenant list\` shows all.`);
  const { id: tenantId, name } = tenant;
  const open = await openMoveOf(controlDb(), tenantId);
  if (open?.to.isolationLevel === to) {
    console.error(`Going on with the move that was begun ${open.createdAt.toISOString()}.`);
    return { tenantId, name, id: open.id };
  }
  const id = await inControl("read write", async (tx) => {
    const plan = { tenantId, to, elsewhere, keepMinutes, reason: REASON, mine: true };
    const planned = await planMove(tx, plan);
    const changes = {
      before: { isolationLevel: planned.from.isolationLevel },
      after: { isolationLevel: to },
    };
    const about = { tenantId, resourceType: "tenant", resourceId: tenantId, actorReason: REASON };
    await appendPlatformAudit(tx, [{ ...about, action: "tenant.move_planned", changes }]);
    return planned.id;
  });
  return { tenantId, name, id };
}

/** Ctrl-C stops the move, and waits until everything is as it was. */
function takeBackOnStop(id: string, running: Promise<Move>): void {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  running.then(over, over);
  onStop(async () => {
    if (isOver) return;
    console.error("Stopping: what was copied is taken back.");
    const { inControl } = await import("@/db/control");
    const { cancelMove } = await import("@/lib/tenancy/moves/plan");
    await inControl("read write", (tx) => cancelMove(tx, id));
    const { step } = await running;
    console.error(step === "done" ? "It was past the point of return: it is done." : "Nothing was moved.");
  });
}

/** One line whenever something is new. */
function teller(): (progress: MoveProgress) => void {
  let last = "";
  return ({ step, passes, rowsDone, rowsTotal }) => {
    const words = STEPS[step];
    const isCounted = step === "copying" && rowsTotal !== null;
    const line = isCounted
      ? `${words}: ${number(rowsDone)} of ${number(rowsTotal)} rows, pass ${passes}`
      : words;
    if (!line || line === last) return;
    last = line;
    console.error(line);
  };
}

async function verifyAudit(tenantId: string): Promise<{ entries: number; findings: number }> {
  const { verifyWorkspace } = await import("@/lib/kernel/audit-anchors");
  const reports = (await verifyWorkspace(tenantId)) ?? [];
  return {
    entries: reports.reduce((sum, { entries }) => sum + entries, 0),
    findings: reports.reduce((sum, { findings }) => sum + findings.length, 0),
  };
}

function resultOf({ id, step, error, from, to, passes, cutoverMs, purgeAfter, proof }: Move) {
  const rows = Object.values(proof ?? {}).reduce((sum, table) => sum + table.to.rows, 0);
  return { id, step, error, from, to, passes, rows, cutoverMs, purgeAfter, tables: proof };
}

function told(name: string, move: Move, audit: { entries: number; findings: number } | null): string {
  if (move.step === "cancelled") return `✗ ${name} was not moved: somebody stopped it.`;
  if (move.step !== "done") return `✗ ${name} was not moved, and is where it was. ${move.error}`;
  const { rows, tables, cutoverMs, purgeAfter } = resultOf(move);
  const waited = cutoverMs === null ? "" : ` Whoever wrote meanwhile waited ${number(cutoverMs)} ms at most.`;
  const chain = audit?.findings
    ? `✗ The audit logs have ${audit.findings} findings: \`npm run tenantry -- audit verify\` names them.`
    : `✓ The audit logs verify: ${number(audit?.entries ?? 0)} entries.`;
  return [
    `✓ ${name} is ${LEVELS[move.to.isolationLevel]} now: ${number(rows)} rows in ${Object.keys(tables ?? {}).length} tables, the same on both sides.${waited}`,
    chain,
    `  The source is kept, read-only, until ${purgeAfter?.toISOString()}.`,
  ].join("\n");
}

function minutesOf(value: string): number {
  const minutes = Number(value);
  if (!Number.isInteger(minutes) || minutes < 0)
    throw new BadInput(`${value} is no number of minutes: 0 or more.`);
  return minutes;
}

const number = (count: number): string => count.toLocaleString("en-US");
