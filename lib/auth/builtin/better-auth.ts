import { AsyncLocalStorage } from "node:async_hooks";
import { runWithAdapter } from "@better-auth/core/context";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { and, eq, isNull } from "drizzle-orm";
import { newId } from "@/db/columns";
import { type ControlTx, controlDb } from "@/db/control";
import { accounts, sessions, users, verifications } from "@/db/schema/control";
import { env } from "@/lib/env";
import type { VisitorContext } from "@/lib/kernel/context";
import { isOperator } from "../operators";
import { PASSWORD_MAX, PASSWORD_MIN } from "../password";
import type { SupportEntry } from "../types";
import { SESSION_COOKIE, SESSION_SECONDS, sessionCookieOptions } from "./cookie";

type Call = { tx: ControlTx; ctx: VisitorContext; support?: SupportEntry };

type BetterAuth = ReturnType<typeof create>;

const calls = new AsyncLocalStorage<Call>();
let instance: BetterAuth | undefined;

/**
 * Runs `fn` with better-auth inside the verb's transaction. Sessions that it starts belong to the host of `ctx`. Its router is
 * not mounted: this is the only way in, and so every use of it passes the kernel.
 */
export async function withBetterAuth<T>(call: Call, fn: (auth: BetterAuth) => Promise<T>): Promise<T> {
  instance ??= create();
  const auth = instance;
  return calls.run(call, async () => await runWithAdapter(adapter(call.tx)(auth.options), () => fn(auth)));
}

const adapter = (db: ControlTx) =>
  drizzleAdapter(db, {
    provider: "pg",
    schema: { user: users, session: sessions, account: accounts, verification: verifications },
  });

const create = () =>
  betterAuth({
    appName: "Tenantry",
    baseURL: `${env.APP_SCHEME}://${env.APP_HOST}`,
    secret: env.SECRET,
    database: adapter(controlDb()),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      cookieCache: { enabled: false },
      additionalFields: {
        tenantId: { type: "string", required: false, input: false },
        isAdmin: { type: "boolean", required: false, input: false },
        supportSessionId: { type: "string", required: false, input: false },
      },
    },
    advanced: {
      database: { generateId: () => newId() },
      // The name carries its own prefix: see SESSION_COOKIE.
      useSecureCookies: false,
      cookies: { session_token: { name: SESSION_COOKIE, attributes: sessionCookieOptions } },
    },
    // It would report every wrong password, with what was typed.
    logger: { disabled: true },
    telemetry: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const call = calls.getStore();
            if (!call || !(await mayStart(call, session.userId))) return false;
            const { host, tenant, request } = call.ctx;
            return {
              data: {
                ...session,
                tenantId: tenant?.id ?? null,
                isAdmin: host === "admin",
                supportSessionId: call.support?.id ?? null,
                expiresAt: call.support?.expiresAt ?? session.expiresAt,
                ipAddress: request.ip,
                userAgent: request.userAgent,
              },
            };
          },
        },
      },
    },
  });

/** Anybody who is active; at the operators' console, an operator alone. */
async function mayStart({ tx, ctx }: Call, userId: string): Promise<boolean> {
  if (!(await isActive(tx, userId))) return false;
  return ctx.host !== "admin" || isOperator(tx, userId);
}

async function isActive(tx: ControlTx, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.isActive, true), isNull(users.deletedAt)));
  return rows.length > 0;
}
