import { describe, expect, it } from "vitest";
import { lacking } from "./escalation";
import type { Gate, Rule } from "./policy";
import { accessBy, allow, anna, closed, deny, ivar, letThrough, maren } from "./rules.fixture";

const isBig = { op: "gt", attr: "record.valueMinor", value: 1_000_000 };
const isMine = { op: "eq", attr: "record.createdBy", value: { var: "member.id" } };
const nordics = { id: anna, name: "Nordics", memberIds: [ivar, maren] };
const until = new Date("2026-03-01T00:00:00Z");

type Row = [what: string, held: Rule[], wanted: Rule, may: "may be given" | "is lacking", gates?: Gate[]];

const table: Row[] = [
  ["everything, by who has everything", [allow()], allow(), "may be given"],
  ["a deny, by who has nothing", [], deny(), "may be given"],
  ["what one does not have", [], allow(), "is lacking"],
  ["another permission", [allow({ permission: "deal:update" })], allow(), "is lacking"],
  [
    "less than one has",
    [allow()],
    allow({ scope: "own", condition: isBig, fields: ["title"] }),
    "may be given",
  ],
  ["all, by who has the team's", [allow({ scope: "team" })], allow(), "is lacking"],
  [
    "own, by who has their own: others own other records",
    [allow({ scope: "own" })],
    allow({ scope: "own" }),
    "is lacking",
  ],
  [
    "the team's, by who has the team's: others have other teams",
    [allow({ scope: "team" })],
    allow({ scope: "team" }),
    "is lacking",
  ],
  ["without the condition", [allow({ condition: isBig })], allow(), "is lacking"],
  [
    "with the same condition",
    [allow({ condition: isBig })],
    allow({ condition: { ...isBig } }),
    "may be given",
  ],
  [
    "with another condition",
    [allow({ condition: isBig })],
    allow({ condition: { ...isBig, value: 5 } }),
    "is lacking",
  ],
  [
    "with a condition that is about oneself",
    [allow({ condition: isMine })],
    allow({ condition: isMine }),
    "is lacking",
  ],
  [
    "with a condition that nobody knows",
    [allow({ condition: "?" })],
    allow({ condition: "?" }),
    "is lacking",
  ],
  ["fewer fields", [allow({ fields: ["title", "stageId"] })], allow({ fields: ["title"] }), "may be given"],
  ["more fields", [allow({ fields: ["title"] })], allow({ fields: ["title", "stageId"] }), "is lacking"],
  ["all fields, by who has some", [allow({ fields: ["title"] })], allow(), "is lacking"],
  [
    "the one record that one was given",
    [allow({ recordId: anna })],
    allow({ recordId: anna }),
    "may be given",
  ],
  ["another record", [allow({ recordId: anna })], allow({ recordId: ivar }), "is lacking"],
  ["every record, by who has one", [allow({ recordId: anna })], allow(), "is lacking"],
  ["for the same team", [allow({ team: nordics })], allow({ team: nordics }), "may be given"],
  ["for everybody, by who has it for a team", [allow({ team: nordics })], allow(), "is lacking"],
  ["for longer than one has it", [allow({ expiresAt: until })], allow(), "is lacking"],
  ["for as long as one has it", [allow({ expiresAt: until })], allow({ expiresAt: until }), "may be given"],
  ["what an override lets one do", [letThrough(100)], allow(), "may be given"],
  ["what a deny takes from one", [allow(), deny({ condition: isBig })], allow(), "is lacking"],
  ["what a deny takes, whatever an override says", [letThrough(100), deny()], allow(), "is lacking"],
  ["a field that one may not see", [allow(), deny({ fields: ["valueMinor"] })], allow(), "is lacking"],
  [
    "other fields than the one that one may not see",
    [allow(), deny({ fields: ["valueMinor"] })],
    allow({ fields: ["title"] }),
    "may be given",
  ],
  [
    "a record that no deny is about",
    [allow(), deny({ recordId: ivar })],
    allow({ recordId: anna }),
    "may be given",
  ],
  ["what a gate closes", [allow()], allow(), "is lacking", [closed("all")]],
];

describe("to give others a rule", () => {
  it.each(table)("%s: %4$s", (_, held, wanted, may, gates = []) => {
    expect(lacking(accessBy(held, gates), [wanted])).toEqual(may === "is lacking" ? [wanted] : []);
  });
});
