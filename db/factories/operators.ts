import { env } from "@/lib/env";
import { type OperatorContext, operatorOf } from "@/lib/kernel/context";
import { controlDb } from "../control";
import { operators } from "../schema/control";
import { makeSession, makeUser, type TestUser } from "./users";

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
