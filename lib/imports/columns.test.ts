import { describe, expect, it } from "vitest";
import { matchColumns } from "./columns";
import { fieldsOf } from "./fields";
import type { ImportEntity } from "./fields/types";
import { readTable } from "./read/read-table";

async function match(entity: ImportEntity, text: string): Promise<Record<string, (string | null)[]>> {
  const table = await readTable(new TextEncoder().encode(text));
  const found = matchColumns(fieldsOf[entity], table.columns, table.rows);
  return Object.fromEntries(
    found.map(({ column, field, confidence }) => [table.columns[column] ?? "", [field, confidence]]),
  );
}

describe("matching columns", () => {
  it("knows the headers of a sales pipeline", async () => {
    const found = await match(
      "deal",
      "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,10/20/2016,3/1/2017,1054\n",
    );
    expect(found).toEqual({
      opportunity_id: ["external_id", "certain"],
      sales_agent: ["owner", "certain"],
      product: ["product", "certain"],
      account: ["company", "certain"],
      deal_stage: ["stage", "certain"],
      engage_date: ["start_date", "certain"],
      close_date: ["actual_close_date", "certain"],
      close_value: ["value", "certain"],
    });
  });

  it("knows the headers of accounts, and leaves out what it does not know", async () => {
    const found = await match(
      "company",
      "account,sector,year_established,revenue,employees,office_location,subsidiary_of,favourite_colour\nAcme Corporation,technolgy,1996,1100.04,2822,United States,,red\n",
    );
    expect(Object.values(found).map((match) => match[0])).toEqual([
      "name",
      "industry",
      "year_founded",
      "annual_revenue",
      "employee_count",
      "country",
      "parent_company",
      null,
    ]);
  });

  it("uses part of a header, and the values where the header says nothing", async () => {
    expect(await match("deal", "Deal value (USD),Titel\n12,x\n")).toMatchObject({
      "Deal value (USD)": ["value", "likely"],
    });
    expect(await match("contact", "who,where\nada@acme.com,x\n")).toMatchObject({ who: ["email", "guess"] });
  });

  it("doubts a header that the values contradict", async () => {
    expect(await match("deal", "value,amount\nhigh,12\nlow,13\n")).toEqual({
      value: [null, null],
      amount: ["value", "certain"],
    });
  });

  it("gives each field to one column", async () => {
    const found = await match("contact", "email,email address\na@acme.com,b@acme.com\n");
    expect(found).toEqual({ email: ["email", "certain"], "email address": [null, null] });
  });
});
