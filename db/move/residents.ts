import type { Sql, TransactionSql } from "postgres";
import type { ResidentState } from "../migrate/residents";
import type { Placement } from "../placement";

type Resident = { schemaName: string; epoch: number; state: ResidentState; changedAt: string };

/** What a database's list says of a tenant; null when it is not in it. */
export async function readResident(sql: Sql, tenantId: string): Promise<Resident | null> {
  const [row] = await sql<Resident[]>`
    select schema_name as "schemaName", epoch, state, changed_at as "changedAt" from app.residents where tenant_id = ${tenantId}`;
  return row ?? null;
}

export const isAt = (resident: Resident | null, { schemaName, epoch }: Placement): boolean =>
  resident?.schemaName === schemaName && resident.epoch === epoch;

/** Enters a tenant at a place, whatever the list said before. A database has one line for it. */
export async function putResident(
  sql: Sql | TransactionSql,
  tenantId: string,
  { schemaName, epoch }: Placement,
  state: ResidentState,
): Promise<void> {
  await sql`
    insert into app.residents (tenant_id, schema_name, epoch, state) values (${tenantId}, ${schemaName}, ${epoch}, ${state})
    on conflict (tenant_id) do update
       set schema_name = excluded.schema_name, epoch = excluded.epoch, state = excluded.state, changed_at = now()`;
}

/** Changes the state of a tenant that is at this place since this epoch. Answers whether it is. */
export async function setResident(
  sql: Sql | TransactionSql,
  tenantId: string,
  { schemaName, epoch }: Placement,
  state: ResidentState,
): Promise<boolean> {
  const { count } = await sql`
    update app.residents set state = ${state}, changed_at = now()
     where tenant_id = ${tenantId} and schema_name = ${schemaName} and epoch = ${epoch}`;
  return count === 1;
}

/** Takes the line of a place away, when it is that one's and nobody uses it. */
export async function removeResident(
  sql: Sql,
  tenantId: string,
  { schemaName, epoch }: Placement,
): Promise<void> {
  await sql`
    delete from app.residents
     where tenant_id = ${tenantId} and schema_name = ${schemaName} and epoch = ${epoch} and state in ('arriving', 'frozen', 'moved')`;
}
