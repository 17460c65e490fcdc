import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localPath } from "./local-path";

describe("where to go after sign-in", () => {
  it.each(["/", "/deals", "/deals?q=a%20b&sort=-value", "/deals/1#notes", "/a:b@c", "/%E2%82%AC"])(
    "keeps the local path %s",
    (path) => expect(localPath(path)).toBe(path),
  );

  it.each([
    "//evil.com",
    "///evil.com",
    "/\\evil.com",
    "\\\\evil.com",
    "https://evil.com",
    "https:evil.com",
    "javascript:alert(1)",
    "evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    "/%09/evil.com",
    "/%5Cevil.com",
    "/.//evil.com",
    "/a/..//evil.com",
    "/%2e%2e//evil.com",
    " /deals",
    "",
  ])("refuses %j", (target) => expect(localPath(target)).toBe("/"));

  it("refuses what is no text", () => {
    for (const value of [null, undefined, ["/deals", "/x"]]) expect(localPath(value)).toBe("/");
  });

  it("stays on its host, whatever is given", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "evil.com",
      ":",
      "@",
      "%2f",
      "%5c",
      "\t",
      "?",
      "#",
      "a",
    );
    const targets = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(pieces).map((parts) => `/${parts.join("")}`),
    );
    fc.assert(
      fc.property(targets, (target) => {
        const url = new URL(localPath(target), "http://acme.localhost:3000/sign-in");
        expect(url.origin).toBe("http://acme.localhost:3000");
      }),
    );
  });
});
