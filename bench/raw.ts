import type { Sql, TransactionSql } from "postgres";
import { newId } from "@/db/columns";

/** The deals list as one would write it by hand: the rows of its first page, and how many there are. */
export const rawList = (sql: Sql | TransactionSql, tenantId: string) =>
  Promise.all([
    sql<{ id: string }[]>`
      select d.id, d.value_minor::text as cursor, d.title, d.value_minor, d.currency, d.probability, s.name as stage, s.kind,
             c.name as company, m.display_name as owner, p.name as product, d.expected_close_date, d.actual_close_date,
             d.deal_source, d.created_at, d.updated_at
        from deals d
        join pipeline_stages s on s.tenant_id = d.tenant_id and s.id = d.stage_id
        left join companies c on c.tenant_id = d.tenant_id and c.id = d.company_id
        left join members m on m.tenant_id = d.tenant_id and m.id = d.owner_id
        left join products p on p.tenant_id = d.tenant_id and p.id = d.product_id
       where d.tenant_id = ${tenantId} and d.deleted_at is null
       order by d.value_minor desc nulls last, d.id desc limit 51`,
    sql<{ total: number }[]>`
      select count(*)::int as total from deals where tenant_id = ${tenantId} and deleted_at is null`,
  ]);

/** A new company and nothing beside it, in a transaction. */
export const rawCompany = (sql: Sql, tenantId: string) =>
  sql.begin(async (tx) => {
    const id = newId();
    await tx`insert into companies (tenant_id, id, name, name_key, industry, country)
      values (${tenantId}, ${id}, 'Hanami Supply', 'hanami supply', 'retail', 'Japan')`;
    return id;
  });

/** What creating a company writes: the company, its entry in the audit log, and the end of the log, locked before. */
export const rawAuditedCompany = (sql: Sql, tenantId: string) =>
  sql.begin(async (tx) => {
    const id = newId();
    await tx`insert into companies (tenant_id, id, name, name_key, industry, country)
      values (${tenantId}, ${id}, 'Hanami Supply', 'hanami supply', 'retail', 'Japan')`;
    const [head] = await tx<{ seq: string; hash: Buffer }[]>`
      select seq, hash from audit_heads where tenant_id = ${tenantId} for update`;
    if (!head) throw new Error("The workspace has no audit log.");
    const seq = Number(head.seq) + 1;
    const changes = tx.json({ after: { name: "Hanami Supply", industry: "retail", country: "Japan" } });
    await tx`insert into audit_logs (tenant_id, id, created_at, action, resource_type, resource_id, changes, seq, prev_hash, hash)
      values (${tenantId}, ${newId()}, now(), 'company.created', 'company', ${id}, ${changes}, ${seq}, ${head.hash}, ${head.hash})`;
    await tx`update audit_heads set seq = ${seq}, updated_at = now() where tenant_id = ${tenantId}`;
  });
