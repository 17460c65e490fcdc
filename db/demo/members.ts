import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { and, eq } from "drizzle-orm";
import { makeUser, type TestUser } from "@/db/factories";
import { grantOperator } from "@/lib/auth/operator-role";
import type { Context } from "@/lib/kernel";
import { addMember, insertMember } from "@/lib/tenancy/members";
import { controlDb } from "../control";
import { accounts, memberships, operators, users } from "../schema/control";
import { members } from "../schema/tenant";
import { type TenantScope, withTenant } from "../tenant";
import { within } from "../within";
import { type DemoAccount, demoOperator, demoPassword } from "./people";

/** The demo's person of this address, who can sign in: found, or made. */
export async function demoUser({ name, email }: Pick<DemoAccount, "name" | "email">): Promise<TestUser> {
  const [known] = await controlDb()
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .innerJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, "credential")))
    .where(eq(users.email, email));
  return known ?? makeUser({ name, email, password: demoPassword });
}

/** Makes the demo's operator one, unless an earlier load did. */
export async function demoPlatformOperator(by: string): Promise<void> {
  const { id, email } = await demoUser(demoOperator);
  const [known] = await controlDb()
    .select({ id: operators.userId })
    .from(operators)
    .where(eq(operators.userId, id));
  if (!known) await grantOperator({ email, by });
}

/** Makes the person a member, unless an earlier load did: wholly, or up to the sign-in index, which it was killed before. */
export async function demoMember(scope: TenantScope, account: DemoAccount): Promise<void> {
  const user = await demoUser(account);
  const [known] = await withTenant(scope, "read only", (tx) =>
    tx
      .select({ id: members.id })
      .from(members)
      .where(within(scope, members, eq(members.userId, user.id))),
  );
  if (!known) {
    await addMember(
      scope,
      { name: user.name, email: user.email, title: account.title, userId: user.id },
      account.role,
    );
    return;
  }
  await controlDb()
    .insert(memberships)
    .values({ tenantId: scope.tenantId, userId: user.id, memberId: known.id })
    .onConflictDoNothing();
}

export type Agent = { sales_agent: string; manager: string; regional_office: string };

/** The sellers of acme's data, each with a manager and an office. */
export async function acmeAgents(): Promise<Agent[]> {
  const file = await readFile(join(process.cwd(), "db", "demo", "data", "sales_teams.csv"));
  return parse(file, { columns: true, bom: true });
}

/** The sellers of acme's data and their managers: people on record, of whom only the demo's accounts sign in. */
export async function acmeTeam(ctx: Context): Promise<void> {
  const agents = await acmeAgents();
  const titles = new Map(
    agents.flatMap(({ sales_agent, manager, regional_office }): [string, string][] => [
      [manager, `Sales manager, ${regional_office}`],
      [sales_agent, `Sales agent, ${regional_office}`],
    ]),
  );
  await withTenant(ctx, "read write", async (tx) => {
    const known = await tx.select({ name: members.displayName }).from(members).where(within(ctx, members));
    for (const { name } of known) titles.delete(name);
    for (const [name, title] of titles) await insertMember(tx, ctx.tenantId, { name, email: null, title });
  });
}
