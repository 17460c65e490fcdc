import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "@/lib/imports/read/read-table";
import { neutralise, toCsv } from "./csv";

describe("formulas in exports", () => {
  it.each([
    "=cmd()",
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "  =1+1",
    "\t=1+1",
    "\r=1",
    "\uff1d1+1",
    "|calc",
  ])("%j is made text", (cell) => expect(neutralise(cell)).toBe(`'${cell}`));

  it.each(["-12.50", "+1", "−3", "a=b", "Acme", "", "2017-01-31"])("%j stays", (cell) =>
    expect(neutralise(cell)).toBe(cell),
  );

  it("leaves no text cell that begins as a formula, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        const safe = neutralise(cell);
        expect(/^\s*[=@|%]/.test(safe)).toBe(false);
      }),
    );
  });
});

describe("CSV", () => {
  it("reads back every cell, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }),
        async (cells) => {
          const clean = cells.map((cell) =>
            neutralise(`x${cell.replaceAll("\0", "")}`).replace(/\r\n?/g, "\n"),
          );
          const table = await readTable(
            new TextEncoder().encode(
              toCsv(
                clean.map(() => "name"),
                [clean],
              ),
            ),
            { delimiter: "," },
          );
          expect(table.rows.map((row) => row.cells)).toEqual([clean]);
        },
      ),
    );
  });

  it("is read back as it was, but for the apostrophe", async () => {
    const csv = toCsv(
      ["name", "value", "note"],
      [
        ["Zoë, Ltd", 12n, 'a "quote"\nand a line'],
        ["=1", null, "x"],
      ],
    );
    const table = await readTable(new TextEncoder().encode(csv));
    expect(table.columns).toEqual(["name", "value", "note"]);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ["Zoë, Ltd", "12", 'a "quote"\nand a line'],
      ["'=1", "", "x"],
    ]);
  });

  it("runs nothing where a spreadsheet cuts cells at another sign", () => {
    expect(neutralise("Cancity;=cmd()")).toBe("Cancity;'=cmd()");
    expect(neutralise("a; -1;\t@SUM(1)")).toBe("a; '-1;\t'@SUM(1)");
    expect(neutralise(";=1")).toBe(";'=1");
    expect(neutralise("one; two")).toBe("one; two");
  });
});
