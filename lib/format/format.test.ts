import { describe, expect, it } from "vitest";
import { dayIn, daysBetween, formatDate, formatMoment } from "./date";
import { parseNumber } from "./decimal";
import { formatDelta, formatNumber, formatPercent } from "./number";
import { formatRelative, formatRelativeDay } from "./relative";

describe("numbers", () => {
  it("groups, fixes decimals and uses a true minus sign", () => {
    expect(formatNumber(-1234.5, "en-US", 2)).toBe("\u22121,234.50");
    expect(formatPercent(0.6315, "en-US")).toBe("63.2%");
    expect(formatDelta(12, "en-US")).toBe("+12");
    expect(formatDelta(-0.034, "en-US", "percent")).toBe("\u22123.4%");
    expect(formatDelta(0, "en-US")).toBe("0");
  });
  it("reads numbers by locale", () => {
    expect(parseNumber("1,234.5", "en-US")).toBe(1234.5);
    expect(parseNumber("1.234,5", "de-DE")).toBe(1234.5);
    expect(parseNumber("12x", "en-US")).toBeNull();
  });
});

describe("dates", () => {
  it("never shifts a calendar day, and shows a moment in the person's zone", () => {
    expect(formatDate("2017-03-01", "en-US", "America/New_York")).toBe("Mar 1, 2017");
    expect(formatDate(new Date("2017-03-01T02:00:00Z"), "en-US", "America/New_York")).toBe("Feb 28, 2017");
  });
  it("names the zone of an exact moment", () => {
    expect(formatMoment("2017-03-01T14:05:00Z", "en-GB", "UTC")).toBe("1 Mar 2017, 14:05 UTC");
  });
  it("knows what day it is elsewhere", () => {
    expect(dayIn("Asia/Tokyo", "2017-03-01T16:00:00Z")).toBe("2017-03-02");
    expect(daysBetween("2017-02-27", "2017-03-02")).toBe(3);
  });
});

describe("relative", () => {
  const now = "2017-03-10T12:00:00Z";
  const relative = (moment: string) => formatRelative(moment, now, "en-US", "UTC");
  it("counts while counting helps, then names the date", () => {
    expect(relative("2017-03-10T11:59:40Z")).toBe("now");
    expect(relative("2017-03-10T09:00:00Z")).toBe("3 hours ago");
    expect(relative("2017-03-09T11:00:00Z")).toBe("yesterday");
    expect(relative("2017-03-10T12:05:00Z")).toBe("in 5 minutes");
    expect(relative("2017-01-01T00:00:00Z")).toBe("Jan 1, 2017");
  });
  it("counts calendar days", () => {
    expect(formatRelativeDay("2017-03-10", "2017-03-10", "en-US")).toBe("today");
    expect(formatRelativeDay("2017-03-13", "2017-03-10", "en-US")).toBe("in 3 days");
    expect(formatRelativeDay("2016-03-13", "2017-03-10", "en-US")).toBe("Mar 13, 2016");
  });
});
