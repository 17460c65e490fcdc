import type { Env } from "@/lib/env-schema";
import { step, table } from "./steps";
import { Told } from "./told";
import { isLocal } from "./web";

/**
 * Fills an empty database with the demo. Its passwords are public, so a workspace that others can reach
 * (an APP_HOST beyond this machine) starts empty.
 * @throws Told when others could reach a demo that was loaded before.
 */
export async function loadDemoIfWanted(env: Env): Promise<void> {
  const { hasDemo, isEmpty, loadDemo } = await import("@/db/demo/load");
  if (!isLocal(env.APP_HOST)) {
    if (!(await hasDemo())) return;
    throw new Told(
      `This database holds the demo, whose password everybody knows, and ${env.APP_HOST} is open to others: set TENANTRY_DATA to a new folder or DATABASE_URL to an empty database.`,
    );
  }
  if (!(await isEmpty())) return;
  await step(
    () => loadDemo({ log: () => {} }),
    () => "Demo workspaces loaded",
  );
}

/** Prints who can sign in where, when the demo is in this database. */
export async function showDemo(scheme: string, host: string): Promise<void> {
  const { hasDemo } = await import("@/db/demo/load");
  if (!(await hasDemo())) return;
  const { demoAccounts, demoOperator, demoPassword } = await import("@/db/demo/people");
  const rows = demoAccounts.map(({ workspace, email, role }) => [
    `${scheme}${workspace}.${host}`,
    email,
    role,
  ]);
  const operator = [`${scheme}admin.${host}`, demoOperator.email, "operator"];
  console.log(table([["Workspace", "Sign in as", "Role"], ...rows, operator]));
  console.log(`\n  Password of all of them: ${demoPassword}\n`);
}
