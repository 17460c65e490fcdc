import { describe, expect, it } from "vitest";
import { closePeriods, parsePeriod } from "./close-periods";

describe("periods", () => {
  it.each([
    ["2017", "2017-01-01", "2017-12-31"],
    ["2017-Q1", "2017-01-01", "2017-03-31"],
    ["2017-Q4", "2017-10-01", "2017-12-31"],
    ["2016-02", "2016-02-01", "2016-02-29"],
    ["2017-02", "2017-02-01", "2017-02-28"],
  ])("%s is from %s to %s", (text, from, to) => expect(parsePeriod(text)).toEqual({ from, to }));

  it.each(["", "0999", "17", "2017-Q5", "2017-13", "2017-Q1x", "2017-01-01", "next year"])(
    "%s is none",
    (text) => expect(parsePeriod(text)).toBeNull(),
  );

  it("are offered where deals were closed, newest first", () => {
    expect(closePeriods("2016-11-30", "2017-05-02").map(({ value }) => value)).toEqual([
      "2017",
      "2017-Q2",
      "2017-Q1",
      "2016",
      "2016-Q4",
    ]);
    expect(closePeriods(null, null)).toEqual([]);
    expect(closePeriods("0001-01-01", "2017-12-31")).toHaveLength(50);
  });
});
