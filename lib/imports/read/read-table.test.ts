import { describe, expect, it } from "vitest";
import { limits } from "./limits";
import { readTable } from "./read-table";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bom: boolean) =>
  new Uint8Array(Buffer.from((bom ? "\ufeff" : "") + text, "utf16le"));
const cells = async (bytes: Uint8Array) => (await readTable(bytes)).rows.map((row) => row.cells);

describe("encoding", () => {
  it("drops the byte order mark", async () => {
    expect((await readTable(utf8("\ufeffname,city\nZoë,Köln\n"))).columns).toEqual(["name", "city"]);
  });

  it("reads UTF-16 with and without a mark", async () => {
    for (const bom of [true, false]) {
      const table = await readTable(utf16("name,city\nAcme,Oslo\nDoncon,Rome\n", bom));
      expect(table.encoding).toBe("utf-16le");
      expect(table.columns).toEqual(["name", "city"]);
      expect(table.rows).toHaveLength(2);
    }
  });

  it("takes what is not UTF-8 for Windows-1252 and says so", async () => {
    const table = await readTable(new Uint8Array(Buffer.from("name\nZo\xeb \x80\n", "latin1")));
    expect(table.encoding).toBe("windows-1252");
    expect(table.rows[0]?.cells).toEqual(["Zoë €"]);
    expect(table.notes.join()).toContain("Windows-1252");
  });

  it("follows a choice, and refuses one that cannot be", async () => {
    const bytes = new Uint8Array(Buffer.from("name\nZo\xeb\n", "latin1"));
    await expect(readTable(bytes, { encoding: "utf-8" })).rejects.toThrow("not valid UTF-8");
    expect((await readTable(bytes, { encoding: "windows-1251" })).rows[0]?.cells).toEqual(["Zoл"]);
  });

  it("keeps characters beyond the basic plane whole across chunks", async () => {
    const body = `${"x".repeat(262_137)}\n`;
    expect(await cells(utf8(`name\n${body}😀😀\n`))).toEqual([["x".repeat(262_137)], ["😀😀"]]);
  });
});

describe("delimiter and header", () => {
  it.each([
    [",", "comma"],
    [";", "semicolon"],
    ["\t", "tab"],
    ["|", "bar"],
  ])("finds %j", async (delimiter) => {
    const text = `"name"${delimiter}"a,b;c"${delimiter}"note"\n1${delimiter}2${delimiter}3\n`;
    const table = await readTable(utf8(text));
    expect(table.delimiter).toBe(delimiter);
    expect(table.columns).toHaveLength(3);
  });

  it("follows Excel's own hint and keeps the line numbers", async () => {
    const table = await readTable(utf8("sep=;\nname;value\nAcme;1,5\n"));
    expect(table.delimiter).toBe(";");
    expect(table.rows).toEqual([{ line: 3, cells: ["Acme", "1,5"] }]);
  });

  it("knows a first row that is data", async () => {
    const table = await readTable(utf8("Acme,1200,ada@acme.test\nDoncon,900,bob@doncon.test\n"));
    expect(table.header).toBe(false);
    expect(table.columns).toEqual(["Column 1", "Column 2", "Column 3"]);
    expect(table.rows).toHaveLength(2);
  });

  it("tells names that come twice apart", async () => {
    const table = await readTable(utf8("name,phone,phone,\na,1,2,3\n"));
    expect(table.columns).toEqual(["name", "phone", "phone (2)", "Column 4"]);
    expect(table.notes.join()).toContain("“phone” more than once");
  });
});

describe("rows", () => {
  it("counts lines as an editor does, with breaks inside cells and empty lines", async () => {
    const table = await readTable(utf8('name,note\r\nAcme,"two\r\nlines"\r\n\r\nDoncon,x\r\n'));
    expect(table.rows).toEqual([
      { line: 2, cells: ["Acme", "two\nlines"] },
      { line: 5, cells: ["Doncon", "x"] },
    ]);
  });

  it("keeps ragged rows as they are, to be judged one by one", async () => {
    expect(await cells(utf8("a,b,c\n1,2\n1,2,3,4\n"))).toEqual([
      ["1", "2"],
      ["1", "2", "3", "4"],
    ]);
  });
});

describe("files that cannot be read", () => {
  it.each([
    ["", "empty"],
    ["\ufeff  \n\n", "empty"],
    ["name,city\n", "no rows below"],
    ["name\nAc\0me\n", "Line 2 holds a NUL byte"],
    ['name,note\nAcme,"x"y\nDoncon,1\n', "Line 2 has a quote"],
    ['name,note\nAcme,5" pipe\n', "Line 2 has a quote"],
    ['name,note\nAcme,x\nDoncon,"lost\nYearin,z\n', "begins on line 3 opens a quote"],
    ['name,note\nAcme,"lost\nDoncon,"x"\nYearin,z\n', "row on lines 2 to 3 has a quote"],
    ["<!DOCTYPE html><html>", "web page"],
    ["%PDF-1.7", "PDF"],
  ])("%j: says why", async (text, message) => {
    await expect(readTable(utf8(text))).rejects.toThrow(message);
  });

  it("names workbooks and pictures", async () => {
    await expect(readTable(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).rejects.toThrow("Excel workbook");
    await expect(readTable(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0]))).rejects.toThrow("PNG");
  });

  it("reads broken quotes as text when asked to", async () => {
    const table = await readTable(utf8('name,note\nAcme,5" pipe\n'), { quotes: "text" });
    expect(table.rows[0]?.cells).toEqual(["Acme", '5" pipe']);
  });

  it("stops at a million rows, quickly, and says what to do", async () => {
    const started = performance.now();
    await expect(readTable(utf8(`id,name\n${"1,Acme\n".repeat(1_000_000)}`))).rejects.toThrow(
      /about 1,000,00\d lines; one import takes 200,000.*Split it/,
    );
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("refuses a file over the size", async () => {
    await expect(readTable(new Uint8Array(limits.bytes + 1))).rejects.toThrow("one import takes 50 MB");
  });
});
