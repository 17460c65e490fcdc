import type { Env } from "@/lib/env-schema";
import { step, table } from "./steps";

/**
 * Fills an empty database with the demo. Its passwords are public, so a workspace that others can reach
 * (an APP_HOST beyond this machine) starts empty.
 */
export async function loadDemoIfWanted(env: Env): Promise<void> {
  if (!env.APP_HOST.startsWith("localhost")) return;
  const { isEmpty, loadDemo } = await import("@/db/demo/load");
  if (!(await isEmpty())) return;
  await step(
    () => loadDemo({ log: () => {} }),
    () => "Demo workspaces loaded",
  );
}

/** Prints who can sign in where, when the demo is in this database. */
export async function showDemo(scheme: string, host: string): Promise<void> {
  const { demoAccounts, demoPassword } = await import("@/db/demo/people");
  const rows = demoAccounts.map(({ workspace, email, role }) => [
    `${scheme}${workspace}.${host}`,
    email,
    role,
  ]);
  console.log(table([["Workspace", "Sign in as", "Role"], ...rows]));
  console.log(`\n  Password of all of them: ${demoPassword}\n`);
}
