import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayIn } from "@/lib/format/date";
import { addDays, endOfDay, startOfDay } from "./due";

const zones = [
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Tokyo",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Europe/Oslo",
  "Pacific/Apia",
  "Pacific/Kiritimati",
];

describe("a calendar day in a zone", () => {
  it.each([
    ["2017-03-12", "America/New_York", "2017-03-12T05:00:00.000Z", "2017-03-13T03:59:59.999Z"],
    ["2017-11-05", "America/New_York", "2017-11-05T04:00:00.000Z", "2017-11-06T04:59:59.999Z"],
    ["2017-06-01", "Asia/Tokyo", "2017-05-31T15:00:00.000Z", "2017-06-01T14:59:59.999Z"],
    // Midnight was skipped: the day began at one o'clock.
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z", "2018-11-05T01:59:59.999Z"],
  ])("%s in %s", (day, zone, start, end) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
    expect(endOfDay(day, zone).toISOString()).toBe(end);
  });

  it("begins and ends within itself, and the moment before is the day before", () => {
    const days = fc.integer({ min: 12_000, max: 25_000 }).map((n) => addDays("1970-01-01", n));
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        // Samoa never had this day.
        fc.pre(!(zone === "Pacific/Apia" && ["2011-12-29", "2011-12-30", "2011-12-31"].includes(day)));
        const start = startOfDay(day, zone);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, new Date(start.getTime() - 1))).toBe(addDays(day, -1));
        expect(dayIn(zone, endOfDay(day, zone))).toBe(day);
      }),
    );
  });
});
