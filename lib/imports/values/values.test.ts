import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateExamples, dateFormats, possibleDateFormats, readDate } from "./date";
import { readMoney } from "./money";
import { possibleNumberFormats, readDecimal, readInteger } from "./number";
import { suggester } from "./similar";
import { readDomain, readEmail, readList, readText } from "./text";

const value = <T>(result: { ok: true; value: T } | { ok: false; reason: string }) =>
  result.ok ? result.value : result.reason;
const usd = { format: "1,234.56", unit: "one", currency: "USD" } as const;

describe("money", () => {
  it.each([
    ["1,234.50", 123450n],
    ["$1,234", 123400n],
    ["1234 USD", 123400n],
    ["(12.30)", -1230n],
    ["\u221212.3", -1230n],
    ["0", 0n],
    [".5", 50n],
  ])("%s", (cell, minor) => expect(value(readMoney(cell, usd))).toBe(minor));

  it("counts millions exactly", () => {
    expect(value(readMoney("1100.04", { ...usd, unit: "million" }))).toBe(110_004_000_000n);
    expect(value(readMoney("0.1234567", { ...usd, unit: "million" }))).toBe(12_345_670n);
  });

  it("knows currencies without and with three decimals", () => {
    expect(value(readMoney("1,200", { ...usd, currency: "JPY" }))).toBe(1200n);
    expect(value(readMoney("1.234", { ...usd, currency: "KWD" }))).toBe(1234n);
    expect(value(readMoney("1.5", { ...usd, currency: "JPY" }))).toBe(
      "“1.5” has more decimals than JPY has (0)",
    );
  });

  it("refuses what it would have to guess", () => {
    expect(value(readMoney("€12", usd))).toBe("“€12” is in EUR, but this import is in USD");
    expect(value(readMoney("12 EUR", usd))).toContain("in EUR");
    expect(value(readMoney("1.234,50", usd))).toBe("“1.234,50” is not an amount like 1,234.56");
    expect(value(readMoney("twelve", usd))).toContain("is not an amount");
    expect(value(readMoney("1,23", usd))).toContain("is not an amount");
  });
});

describe("numbers", () => {
  it("says which formats a column can have, and when they disagree", () => {
    expect(possibleNumberFormats(["1,234.50", "7"])).toEqual({ formats: ["1,234.56"], ambiguous: false });
    expect(possibleNumberFormats(["1.234,50", "7"])).toEqual({ formats: ["1.234,56"], ambiguous: false });
    expect(possibleNumberFormats(["1 234", "2"]).formats).toEqual(["1 234,56"]);
    expect(possibleNumberFormats(["12", "7"]).ambiguous).toBe(false);
    expect(possibleNumberFormats(["1,234"]).ambiguous).toBe(true);
    expect(possibleNumberFormats(["1100.04", "45.39"])).toEqual({ formats: ["1,234.56"], ambiguous: false });
  });

  it("reads back what it wrote, whatever the number", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), (minor) => {
        const whole = (minor < 0n ? -minor : minor) / 100n;
        const text = `${minor < 0n ? "-" : ""}${whole.toLocaleString("en-US")}.${((minor < 0n ? -minor : minor) % 100n).toString().padStart(2, "0")}`;
        expect(readDecimal(text, "1,234.56")).toEqual({ ok: true, value: { digits: minor, decimals: 2 } });
      }),
    );
  });

  it("takes whole numbers only as such", () => {
    expect(value(readInteger("2,822", "1,234.56"))).toBe(2822);
    expect(value(readInteger("12.0", "1,234.56"))).toBe(12);
    expect(value(readInteger("12.5", "1,234.56"))).toContain("not a whole number");
    expect(value(readInteger("-3", "1,234.56"))).toContain("out of range");
    expect(value(readInteger("99999999999", "1,234.56"))).toContain("out of range");
  });
});

describe("dates", () => {
  it("writes its own examples", () => {
    for (const format of dateFormats)
      expect([format, value(readDate(dateExamples[format], format))]).toEqual([format, "2017-01-31"]);
  });

  it.each([
    ["2017-02-29", "YYYY-MM-DD", "is not a date like 2017-01-31"],
    ["2/29/2016", "M/D/YYYY", "2016-02-29"],
    ["13/1/2017", "M/D/YYYY", "is not a date"],
    ["13/1/2017", "D/M/YYYY", "2017-01-13"],
    ["2017-03-01T10:20:30Z", "YYYY-MM-DD", "2017-03-01"],
    ["3/1/2017 4:05 PM", "M/D/YYYY", "2017-03-01"],
    ["1. 3. 2017", "D.M.YYYY", "2017-03-01"],
    ["Sept 5, 2017", "MMM D, YYYY", "2017-09-05"],
    ["5-Sep-2017", "D MMM YYYY", "2017-09-05"],
    ["3/1/99", "M/D/YY", "1999-03-01"],
    ["42795", "Excel day number", "2017-03-01"],
    ["soon", "YYYY-MM-DD", "is not a date"],
  ] as const)("%s as %s", (cell, format, expected) =>
    expect(value(readDate(cell, format))).toContain(expected),
  );

  it("decides by the whole column, and asks where the column does not", () => {
    expect(possibleDateFormats(["3/1/2017", "10/25/2016", ""])).toEqual({
      formats: ["M/D/YYYY"],
      ambiguous: false,
    });
    expect(possibleDateFormats(["3/1/2017", "4/5/2016"])).toEqual({
      formats: ["M/D/YYYY", "D/M/YYYY"],
      ambiguous: true,
    });
    expect(possibleDateFormats(["3/3/2017"])).toMatchObject({ ambiguous: false });
    expect(possibleDateFormats(["no", "dates"])).toEqual({ formats: [], ambiguous: false });
    expect(possibleDateFormats(["10/25/2016", "13/13/2016"]).formats).toEqual(["M/D/YYYY"]);
  });
});

describe("text", () => {
  it("reads addresses", () => {
    expect(value(readEmail(" Ada@Acme.test "))).toBe("Ada@Acme.test");
    expect(value(readEmail("ada@acme"))).toContain("not an e-mail address");
    expect(value(readDomain("https://www.Acme.com/about?x=1"))).toBe("acme.com");
    expect(value(readDomain("müller.de"))).toBe("müller.de");
    expect(value(readDomain("acme"))).toContain("not a web address");
    expect(value(readDomain("ada@acme.com"))).toContain("not a web address");
    expect(value(readList("new; vip,new"))).toEqual(["new", "vip"]);
    expect(value(readText("  Acme \n Corp "))).toBe("Acme Corp");
    expect(value(readText("x".repeat(201)))).toContain("200 are the most");
  });
});

describe("suggestions", () => {
  const suggest = suggester([{ name: "GTX Pro", id: "1" }, { name: "GTX Plus Pro" }, { name: "MG Special" }]);

  it("proposes what differs by blanks, signs or a letter", () => {
    expect(suggest("GTXPro")[0]).toEqual({ name: "GTX Pro", id: "1", score: 1 });
    expect(suggester([{ name: "technology" }, { name: "retail" }])("technolgy")[0]?.name).toBe("technology");
    expect(suggester([{ name: "Philippines" }])("Philipines")[0]?.score).toBeGreaterThan(0.9);
  });

  it("proposes nothing for what resembles nothing", () => expect(suggest("Yearin")).toEqual([]));

  it("stays quick with many names", () => {
    const known = Array.from({ length: 20_000 }, (_, n) => ({ name: `Company ${n * 7919} of ${n}` }));
    const started = performance.now();
    const many = suggester(known);
    for (let n = 0; n < 50; n++) many(`Firm ${n}`);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
