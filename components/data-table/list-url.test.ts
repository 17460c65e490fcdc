import { describe, expect, it } from "vitest";
import { clearing, isFiltered, withPatch } from "./list-url";

const url = (text: string) => new URLSearchParams(text);

describe("withPatch", () => {
  it("changes one thing and keeps the rest", () => {
    expect(withPatch(url("q=acme&cols=a,b"), { sort: "-value" })).toBe("?q=acme&cols=a%2Cb&sort=-value");
    expect(withPatch(url("q=acme&sort=name"), { q: null })).toBe("?sort=name");
    expect(withPatch(url("q=acme"), { q: "" })).toBe("?");
  });
  it("goes back to the first page when the list changes", () => {
    expect(withPatch(url("after=abc&from=51&sort=name"), { "f.stage": "won" })).toBe(
      "?sort=name&f.stage=won",
    );
  });
  it("follows the pager in one direction at a time", () => {
    expect(withPatch(url("after=abc&from=101"), { before: "xyz", from: "51" })).toBe("?before=xyz&from=51");
  });
});

describe("clearing", () => {
  it("takes the search and every filter, and neither order nor columns", () => {
    const current = url("q=a&f.stage=won&f.owner=1&sort=name&cols=a");
    expect(isFiltered(current)).toBe(true);
    expect(withPatch(current, clearing(current))).toBe("?sort=name&cols=a");
    expect(isFiltered(url("sort=name&cols=a"))).toBe(false);
  });
});
