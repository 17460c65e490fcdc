import fc from "fast-check";

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Values that are easily compared in one way here and in another one in SQL. */
export const hardTexts = [
  "",
  " ",
  "a",
  "A",
  "Z",
  "ab",
  "%",
  "_",
  "\\",
  "100%",
  "a_b",
  "a\\%b",
  "'",
  '"',
  "{a,b}",
  "a,b",
  "null",
  "NULL",
  "true",
  "0",
  "10",
  "9",
  "é",
  "e\u0301",
  "ß",
  "ss",
  "İ",
  "i",
  "\uE000",
  "\uFFFD",
  "😀",
  "😀b",
  "𝒳",
  "Fjordlys",
  "Hanami Supply",
  "EUR",
  "NOK",
  "USD",
] as const;

export const hardNumbers = [0, 1, -1, 10, 50, 100, 1_000_000, 2 ** 31 - 1, -(2 ** 31)] as const;
export const hardMinors = [
  0n,
  1n,
  -1n,
  10n,
  100n,
  1_000_000n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
] as const;
export const hardBounds = [
  ...hardNumbers,
  0.5,
  -0.5,
  49.999,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  1e19,
  -1e19,
  1e300,
  5e-324,
] as const;
export const hardDates = [
  "0001-01-01",
  "1969-12-31",
  "2024-02-29",
  "2026-03-01",
  "2026-03-02",
  "9999-12-31",
] as const;
/** As PostgreSQL keeps them, to the microsecond. */
export const hardMoments = [
  "1969-12-31T23:59:59.999999Z",
  "1970-01-01T00:00:00.000Z",
  "2026-03-01T09:00:00.000Z",
  "2026-03-01T09:00:00.000001Z",
  "2026-03-01T09:00:00.000999Z",
  "2026-03-01T09:00:00.001Z",
  "2026-03-01T09:00:00.123456Z",
  "1890-05-05T05:05:05.000501Z",
] as const;
export const momentBounds = [
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00Z",
  "2026-03-01T10:00:00+01:00",
  "2026-03-01T09:00:00.001Z",
  "2026-03-01T09:00:00.123Z",
  "1890-05-05T05:05:05.000Z",
] as const;
export const customKeys = [
  "colour",
  "size",
  'a"b',
  "a.b",
  "1",
  "__proto__",
  "constructor",
  "ключ",
  "%",
] as const;

/** A value of a custom field, of any type that JSON has. */
export const customValue: fc.Arbitrary<unknown> = fc.oneof(
  oneOf(hardTexts),
  oneOf([...hardNumbers, 0.5, 0.1, 1e21, -0.25]),
  fc.boolean(),
  oneOf([null, [], ["a"], [1, "a"], { a: 1 }]),
);

/** What is no condition: it is refused when written. */
export const notCondition: fc.Arbitrary<unknown> = oneOf([
  {},
  "all",
  [],
  { op: "like", attr: "record.createdAt", value: "a" },
  { op: "eq", attr: "record.nothing", value: "a" },
  { op: "eq", attr: "record.tenantId", value: "a" },
  { op: "eq", attr: "record.ownerId", value: "me" },
  { op: "lt", attr: "record.createdBy", value: "00000000-0000-7000-8000-000000000001" },
  { op: "gt", attr: "record.createdAt", value: 5 },
  { op: "gt", attr: "record.createdAt", value: "2026-02-30T00:00:00Z" },
  { op: "in", attr: "record.createdBy", value: [] },
  { op: "in", attr: "record.createdBy", value: { var: "member.id" } },
  { op: "eq", attr: "record.createdBy", value: { var: "member.teamIds" } },
  { op: "eq", attr: "record.createdBy", value: { var: "member.password" } },
  { op: "eq", attr: "member.title", value: "a", flags: "i" },
  { op: "eq", attr: "member.title" },
  { op: "eq", attr: "member.title", value: "\u0000" },
  { op: "and", of: [] },
  { op: "not", of: [] },
  { op: "or", of: [{ op: "exists", attr: "record.createdAt" }, { op: "perhaps" }] },
]);
