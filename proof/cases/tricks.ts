import type { Names } from "../worlds";

/** Texts that would be statements, were they ever taken for one: for each way in which a text could get out of its place. */
export const tricks = ({ tenant }: Names): string[] => [
  "'; reset role; --",
  "'; set role tenantry_migrator; --",
  "'); set local role postgres; --",
  `'; set app.tenant_id = '${tenant}'; --`,
  `' or tenant_id = '${tenant}' or 'a' = 'a`,
  "'; set search_path = control, public; --",
  "'; drop table members; --",
  "' union select 1 / 0 --",
  "'; copy (select 1) to program 'true'; --",
  "' || (1 / 0)::text || '",
  "\\'; reset role; --",
  '"; reset role; --',
  "$$; reset role; $$ $1 $2 :name ?",
  "/* '; reset role; */ --",
  "ʼ; reset role; --＇; reset role; --\u2019 or 1=1",
  "%_' escape '\\' or tenant_id is not null --",
  ":* & | ! <-> ( ' reset:*A",
  "a\u0000'; reset role; --",
];

/** The two that matter most where the same code was tried with all of them at another level. */
export const sharpest = (names: Names): string[] =>
  tricks(names).filter(
    (trick) => (trick.includes(names.tenant) && trick.includes("app.")) || trick.startsWith("'; reset"),
  );
