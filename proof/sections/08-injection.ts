import { deepEqual, equal } from "node:assert/strict";
import postgres, { type Sql } from "postgres";
import { urlOf } from "@/db/placement";
import { codeOf } from "@/db/refusals";
import { type Attack, attacks, type End } from "../cases/statements";
import type { Cast } from "../cast";
import { adminOn } from "../eyes";
import { Section } from "../record";
import { levels, type World } from "../worlds";

/** The functions of the schema `app` that the attacks above, or the product itself, have tried. */
const FUNCTIONS = [
  "admit",
  "ensure_partitions",
  "enter",
  "fold",
  "move_in",
  "search_ids",
  "secure_control",
  "secure_tables",
  "tenant_lock",
];

/** Section 8: what somebody could do who ran statements of their own. It records what is refused, and what is not. */
export async function proveInjection({ callers, foreign }: Cast): Promise<Section> {
  const section = new Section(
    "If SQL injection were total",
    "What would be refused, and what would not, to somebody who got any statement into the application's own transaction.",
    "A connection with the application's login enters a tenant as the product does, and then runs each statement. 42501 is PostgreSQL's word for a missing right or a row that a policy refuses, 42P01 for a table that is not there, TN001 our own for a tenant that is not in this database. A case holds when the outcome is the one written down here, so that a change in either direction is noticed. What is possible is listed again under what this proof does not show.",
    "Outcome",
  );
  for (const [index, { asks }] of callers.entries()) {
    const other = foreign[index] as World;
    const login = postgres(urlOf(asks.ctx.placement, "app"), { max: 1, onnotice: () => {} });
    for (const attack of attacks) {
      const expected = typeof attack.end === "string" ? attack.end : attack.end[asks.level];
      await section.holds(attack.what, `at ${asks.level}: ${expected}`, async () =>
        equal(await endOf(login, attack, asks, other), expected, `${attack.what}`),
      );
      if (expected === "possible") section.limit(attack.what, attack.because ?? "", asks.level);
    }
    await login.end();
    await section.holds(
      "the functions of the schema app",
      `are those that are known, at ${asks.level}`,
      async () => {
        const found = await adminOn(asks.ctx)<{ name: string }[]>`
        select distinct p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'app' order by 1`;
        deepEqual(
          found.map(({ name }) => name),
          FUNCTIONS,
        );
      },
    );
  }
  for (const { what, end } of attacks) section.remarks.set(what, told(end));
  await tryPassword(section, callers.at(-1)?.asks as World, foreign.at(-1) as World);
  return section;
}

const told = (end: Attack["end"]): string =>
  typeof end === "string" ? end : levels.map((level) => `${level}: ${end[level]}`).join("; ");

/** Who has the login itself, and not only a connection, reaches the other databases that accept it. */
async function tryPassword(section: Section, own: World, other: World): Promise<void> {
  const what = "the application's login, used at the database of another tenant";
  const login = postgres(urlOf(other.ctx.placement, "app"), { max: 1, onnotice: () => {} });
  const attack = { what, run: () => ["select 1 from members"], end: "possible" } as const;
  await section.holds(what, `at ${own.level}: possible`, async () =>
    equal(await endOf(login, attack, other, own), "possible"),
  );
  await login.end();
  section.remarks.set(what, "database: possible");
  section.limit(
    what,
    "The databases of tenants accept one login, unless a placement names a secret of its own (PLACEMENT_SECRETS).",
    own.level,
  );
}

class Undo extends Error {}

async function endOf(login: Sql, { run }: Attack, own: World, other: World): Promise<End> {
  const { placement, tenantId } = own.ctx;
  let gained = 0;
  try {
    await login.begin(async (tx) => {
      await tx`select app.enter('tenantry_app', ${placement.schemaName}, ${tenantId}, ${placement.epoch}, true)`;
      for (const statement of run(own, other)) gained = (await tx.unsafe(statement)).length;
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) return `refused, ${codeOf(error)}`;
  }
  return gained > 0 ? "possible" : "nothing gained";
}
