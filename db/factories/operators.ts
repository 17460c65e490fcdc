import { SESSION_COOKIE, signToken } from "@/lib/auth/builtin/cookie";
import { env } from "@/lib/env";
import { type Context, contextOf, type OperatorContext, operatorOf, visitorOf } from "@/lib/kernel/context";
import { enterAsSupport, openAsSupport } from "@/lib/support/enter";
import { knockOf } from "@/lib/workspaces/codes";
import { enterWorkspace } from "@/lib/workspaces/commands";
import { controlDb } from "../control";
import { operators } from "../schema/control";
import { makeSession, makeUser, type TestUser, unique } from "./users";

export type SignedOperator = { ctx: OperatorContext; headers: Headers; user: TestUser; cookie: string };

/** Headers of a request to the console. */
export const atConsole = (cookie = ""): Headers => new Headers({ host: `admin.${env.APP_HOST}`, cookie });

/** Somebody who runs the platform, signed in to the console. */
export async function signedInOperator(given: Parameters<typeof makeUser>[0] = {}): Promise<SignedOperator> {
  const user = await makeUser({ name: "Noor Haddad", ...given });
  await controlDb().insert(operators).values({ userId: user.id, addedBy: "factory" });
  const cookie = await makeSession(user.id, null, true);
  const headers = atConsole(cookie);
  return { ctx: await operatorOf(headers), headers, user, cookie };
}

export type Visit = { id: string; ctx: Context; headers: Headers; cookie: string; operator: SignedOperator };

/** An operator inside a tenant as support: through the console, a code and the tenant's door, as in a browser. */
export async function visiting(
  tenant: { tenantId: string; slug: string },
  given: { mode?: "read" | "write"; minutes?: number; operator?: SignedOperator } = {},
): Promise<Visit> {
  const { mode = "read", minutes = 15, operator = await signedInOperator() } = given;
  const reason = "Their import fails, ticket 4711";
  await enterAsSupport(operator.ctx, { tenantId: tenant.tenantId, reason, minutes, mode });
  const key = unique();
  const { url } = await openAsSupport(operator.ctx, { workspace: tenant.slug, knock: knockOf(key) });
  const host = `${tenant.slug}.${env.APP_HOST}`;
  const code = new URL(url).searchParams.get("code") ?? "";
  const session = await enterWorkspace(await visitorOf(new Headers({ host })), { code, key });
  if (!session) throw new Error("The code opened nothing.");
  const cookie = `${SESSION_COOKIE}=${encodeURIComponent(signToken(session.token))}`;
  const headers = new Headers({ host, cookie });
  const ctx = await contextOf(headers);
  return { id: ctx.support?.id ?? "", ctx, headers, cookie, operator };
}
