import { afterEach, describe, expect, it, vi } from "vitest";

const statement = { log: "tenant", tenantId: "t", seq: 3, hash: Buffer.from("h"), unchained: 0 } as const;
const [before, after] = ["a".repeat(32), "b".repeat(32)];

/** The module as a process with this secret loads it. */
async function withSecret(SECRET: string, SECRET_PREVIOUS = "") {
  vi.resetModules();
  vi.stubEnv("SECRET", SECRET);
  vi.stubEnv("SECRET_PREVIOUS", SECRET_PREVIOUS);
  return import("./audit-key");
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe("the signature of a head", () => {
  it("is good for that very statement, and for no other", async () => {
    const { signHead, checkHead } = await withSecret(before);
    const signed = signHead(statement);
    expect(checkHead(statement, signed)).toBe("good");
    const others = [
      { log: "platform" },
      { tenantId: "u" },
      { seq: 4 },
      { hash: Buffer.from("i") },
      { unchained: 1 },
    ];
    for (const other of others) {
      expect(checkHead({ ...statement, ...other } as typeof statement, signed)).toBe("bad signature");
    }
  });

  it("outlives a change of the secret as long as the one before is known", async () => {
    const signed = (await withSecret(before)).signHead(statement);
    expect((await withSecret(after, before)).checkHead(statement, signed)).toBe("good");
    expect((await withSecret(after)).checkHead(statement, signed)).toBe("unknown key");
    expect((await withSecret(after, before)).signHead(statement).keyId).not.toBe(signed.keyId);
  });
});
