import postgres from "postgres";

export const dynamic = "force-dynamic";

const sql = postgres(process.env.FLOOR_DATABASE_URL ?? "", { max: 10 });

/** The floor: the rows of the deals list from raw SQL in a bare page, with no tenant, no session and no product around them. */
export default async function Page() {
  const rows = await sql`
    select d.id, d.title, c.name as company, d.value_minor, d.currency, s.name as stage, d.probability, m.display_name as owner,
           d.expected_close_date, d.actual_close_date
      from shared.deals d
      join shared.pipeline_stages s on s.tenant_id = d.tenant_id and s.id = d.stage_id
      left join shared.companies c on c.tenant_id = d.tenant_id and c.id = d.company_id
      left join shared.members m on m.tenant_id = d.tenant_id and m.id = d.owner_id
     where d.tenant_id = ${process.env.FLOOR_TENANT_ID ?? ""} and d.deleted_at is null
     order by d.created_at desc, d.id desc limit 50`;
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <a href={`/deals/${row.id}`}>{row.title}</a>
            </td>
            <td>{row.company}</td>
            <td>
              {(Number(row.value_minor) / 100).toLocaleString("en-US", {
                style: "currency",
                currency: row.currency,
              })}
            </td>
            <td>{row.stage}</td>
            <td>{row.probability} %</td>
            <td>{row.owner}</td>
            <td>{row.expected_close_date?.toLocaleDateString("en-US")}</td>
            <td>{row.actual_close_date?.toLocaleDateString("en-US")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
