import { describe, expect, it } from "vitest";
import { formatAmount, formatMoney, minorDigits, parseMoney, toDecimal } from "./money";

const us = { locale: "en-US", home: "USD" };

describe("formatMoney", () => {
  it("shows the symbol of the workspace's own currency and the code of any other", () => {
    expect(formatMoney({ amountMinor: 123450n, currency: "USD" }, us)).toBe("$1,234.50");
    expect(formatMoney({ amountMinor: 123450n, currency: "EUR" }, us)).toBe("EUR\u00a01,234.50");
  });
  it("uses a true minus sign", () => {
    expect(formatMoney({ amountMinor: -500n, currency: "USD" }, us)).toBe("\u2212$5.00");
  });
  it("knows currencies without and with three decimals", () => {
    expect(formatMoney({ amountMinor: 1234n, currency: "JPY" }, { locale: "en-US", home: "JPY" })).toBe(
      "¥1,234",
    );
    expect(formatMoney({ amountMinor: 1234n, currency: "KWD" }, us)).toBe("KWD\u00a01.234");
    expect([minorDigits("USD"), minorDigits("JPY"), minorDigits("KWD")]).toEqual([2, 0, 3]);
  });
  it("stays exact beyond what a float can hold", () => {
    expect(formatMoney({ amountMinor: 9007199254740993n, currency: "USD" }, us)).toBe(
      "$90,071,992,547,409.93",
    );
    expect(toDecimal({ amountMinor: -7n, currency: "USD" })).toBe("-0.07");
  });
  it("leaves the minor units out of headlines", () => {
    expect(formatMoney({ amountMinor: 123450n, currency: "USD" }, { ...us, whole: true })).toBe("$1,235");
    expect(formatMoney({ amountMinor: 123450000n, currency: "USD" }, { ...us, compact: true })).toBe("$1.2M");
  });
});

describe("parseMoney", () => {
  const minor = (text: string, currency = "USD", locale = "en-US") => {
    const parsed = parseMoney(text, currency, locale);
    return parsed.ok ? parsed.amountMinor : parsed.reason;
  };

  it("reads what people write", () => {
    expect(minor("1,234.50")).toBe(123450n);
    expect(minor(" $1234.5 ")).toBe(123450n);
    expect(minor("USD 12")).toBe(1200n);
    expect(minor(".5")).toBe(50n);
    expect(minor("-3")).toBe(-300n);
    expect(minor("\u22123.10")).toBe(-310n);
    expect(minor("0.10000")).toBe(10n);
    expect(minor("12,34,567.00", "INR", "en-IN")).toBe(123456700n);
  });
  it("reads the separators of the locale", () => {
    expect(minor("1.234,50", "EUR", "de-DE")).toBe(123450n);
    expect(minor("1 234,50", "EUR", "fr-FR")).toBe(123450n);
    expect(minor("1’234.50", "CHF", "de-CH")).toBe(123450n);
  });
  it("scales by the currency", () => {
    expect(minor("1,234", "JPY")).toBe(1234n);
    expect(minor("1.234", "KWD")).toBe(1234n);
  });
  it("refuses rather than rounds or guesses", () => {
    expect(minor("1.234")).toBe("USD has 2 decimals: write 1,234.00.");
    expect(minor("12.5", "JPY")).toBe("JPY has no decimals: write 1,234.");
    for (const text of ["", "abc", "1,23", "1.2.3", "1e5", "--1", "NaN", "12 000", "1,2345"]) {
      expect(minor(text)).toBe("Write an amount such as 1,234.00.");
    }
    expect(minor("9".repeat(30))).toBe("This amount is too large.");
  });
  it("reads back every amount that it writes", () => {
    for (const locale of ["en-US", "de-DE", "fr-FR", "en-IN", "de-CH", "ja-JP"]) {
      for (const currency of ["USD", "JPY", "KWD"]) {
        for (const amountMinor of [0n, 1n, -1n, 999n, -123456789n]) {
          expect(minor(formatAmount({ amountMinor, currency }, locale), currency, locale)).toBe(amountMinor);
        }
      }
    }
  });
});
