import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Access, Options } from "../access";
import type { Env } from "../conditions/evaluate";
import { isAbout } from "../decide";
import type { Permission } from "../permissions";
import type { Plan, PlannedRule } from "../prepare";
import { allOf, anyOf, isNotTrue, type Predicate } from "./boolean";
import { type Columns, conditionSql } from "./condition";
import { listOf } from "./values";

type Compiling = { access: Access; plan: Plan; columns: Columns; env: Env };

/**
 * The rows of a table that are allowed, as a condition to add to others; undefined for every row. It holds for exactly the rows for which
 * `access.can` does; where it does not hold it may be null. With `field`: the rows whose field is open. The table has the columns of the
 * permission's resource by the names of its attributes; an alias of it does, too.
 */
export function whereOf(
  access: Access,
  permission: Permission,
  table: PgTable,
  { field, request }: Options = {},
): SQL | undefined {
  const plan = access.plan(permission);
  if (plan.gate) return sql`false`;
  const env: Env = { member: access.policy.member, request, record: {} };
  const compiling = { access, plan, env, columns: getTableColumns(table) };
  const asWhole = decided(compiling, null);
  const isOpen = field === undefined || !plan.hasFields || plan.names.has(field);
  const predicate = isOpen ? asWhole : allOf([asWhole, decided(compiling, field)]);
  if (predicate === true) return undefined;
  return predicate === false || predicate === null ? sql`false` : predicate;
}

/** Steps 2 to 5 of the table: the overrides from the lowest priority up, each level around what would be decided without it. */
function decided(compiling: Compiling, field: string | null): Predicate {
  const { plan } = compiling;
  const about = plan.rules.filter((planned) => isAbout(planned, field));
  const others = about.filter(({ rule }) => rule.priority === null);
  const levels = Map.groupBy(
    plan.overrides.filter((planned) => isAbout(planned, field)).reverse(),
    ({ rule }) => rule.priority,
  );
  let result = allOf([isNotTrue(anyRule(compiling, others, "deny")), anyRule(compiling, others, "allow")]);
  for (const level of levels.values()) {
    const without = anyOf([anyRule(compiling, level, "allow"), result]);
    result = allOf([isNotTrue(anyRule(compiling, level, "deny")), without]);
  }
  return result;
}

/** Whether any of the rules with this effect applies. What is about single records and nothing else becomes one list of ids. */
function anyRule(compiling: Compiling, rules: readonly PlannedRule[], effect: "allow" | "deny"): Predicate {
  const wanted = rules.filter(({ rule }) => rule.effect === effect);
  const single = wanted.filter(isOneRecord);
  const parts = wanted.filter((planned) => !isOneRecord(planned));
  const ids = new Set(single.flatMap(({ rule }) => rule.recordId ?? []));
  const id = compiling.columns.id;
  const listed = ids.size > 0 && id ? sql`${id} = any(${listOf([...ids])}::uuid[])` : false;
  return anyOf([...parts.map((planned) => ruleSql(compiling, planned)), listed]);
}

const isOneRecord = ({ rule, condition, teamMembers }: PlannedRule): boolean =>
  rule.recordId !== null && rule.scope === "all" && teamMembers === null && condition === null;

/** Whether a rule applies to a row, as `missOf` says it of a record. */
function ruleSql({ access, plan, columns, env }: Compiling, planned: PlannedRule): Predicate {
  const { rule, condition, teamMembers } = planned;
  const parts: Predicate[] = [];
  if (rule.recordId !== null && columns.id) parts.push(sql`${columns.id} = ${rule.recordId}::uuid`);
  if (rule.scope !== "all" || teamMembers) parts.push(ownerSql({ access, plan, columns, env }, planned));
  if (condition === "invalid") parts.push(rule.effect === "deny");
  else if (condition) parts.push(conditionSql(condition, columns, env));
  return allOf(parts);
}

function ownerSql({ access, plan, columns }: Compiling, { rule, teamMembers }: PlannedRule): Predicate {
  const key = plan.resource?.owner ?? null;
  if (key === null) return rule.effect === "deny";
  const column = columns[key];
  if (!column) throw new Error(`This table has no column ${key}, which its scopes go by.`);
  const parts: Predicate[] = [];
  const { member, teammates } = access.policy;
  const isOneOf = (ids: readonly string[]): Predicate =>
    ids.length > 0 ? sql`${column} = any(${listOf(ids)}::uuid[])` : false;
  if (rule.scope === "own") parts.push(member.id === null ? false : sql`${column} = ${member.id}::uuid`);
  if (rule.scope === "team") parts.push(isOneOf(teammates));
  if (teamMembers) parts.push(isOneOf([...teamMembers]));
  return allOf(parts);
}
