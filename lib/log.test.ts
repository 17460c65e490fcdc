import { eq, isNotNull, or, sql } from "drizzle-orm";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { controlDb, inControl } from "@/db/control";
import { makeUser } from "@/db/factories";
import { accounts, rateLimits, users } from "@/db/schema/control";
import { log } from "./log";

/** What the log would print about an error. */
function printed(error: unknown): string {
  const { err: about } = log[pino.symbols.serializersSym as never] as { err: (error: unknown) => object };
  return JSON.stringify(about(error));
}

const errorOf = (failing: Promise<unknown>): Promise<Error> =>
  failing.then(
    () => Promise.reject(new Error("It did not fail.")),
    (error: Error) => error,
  );

describe("an error of the database in the log", () => {
  it("says what failed, without the values of the statement", async () => {
    const secret = "a-session-token";
    const impossible = { id: sql`1 / 0` };
    const called = eq(users.name, secret);
    // Begun one after the other: what fails before somebody waits for it is nobody's failure.
    const attempts = [
      async () =>
        controlDb()
          .select(impossible)
          .from(users)
          .where(or(called, isNotNull(users.id))),
      () =>
        inControl("read only", (tx) =>
          tx
            .select(impossible)
            .from(users)
            .where(or(called, isNotNull(users.id))),
        ),
    ];
    for (const attempt of attempts) {
      const error = await errorOf(attempt());
      expect(error.message).toBe("division by zero");
      expect(printed(error)).toContain("22012");
      expect(printed(error)).not.toContain(secret);
    }
  });

  it("names the constraint, and not the row that broke it", async () => {
    const user = await makeUser({ password: "a long enough one" });
    const hash = "scrypt-hash-of-somebody";
    const twice = { userId: user.id, accountId: user.id, providerId: "credential", password: hash };
    const error = await errorOf(controlDb().insert(accounts).values(twice));
    expect(printed(error)).toContain("accounts_provider_key");
    expect(printed(error)).not.toContain(user.id);
    const broken = await errorOf(
      controlDb()
        .insert(rateLimits)
        .values({ key: hash, points: null as never }),
    );
    expect(printed(broken)).toContain("23502");
    expect(printed(broken)).not.toContain(hash);
  });
});
