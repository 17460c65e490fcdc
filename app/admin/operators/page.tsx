import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { Badge } from "@/components/ui/badge";
import { DateText, RelativeTime } from "@/components/ui/values";
import { operatorContext } from "@/lib/kernel/page";
import { listOperators } from "@/lib/operators/people";
import "@/components/data-table/data-table.css";

export const metadata: Metadata = { title: "Operators" };

/** Who runs the platform. The role is given on the command line, by whoever holds the server. */
export default async function OperatorsPage() {
  const ctx = await operatorContext();
  const operators = await listOperators(ctx, undefined);
  return (
    <>
      <PageBar title="Operators" />
      <div className="overflow-x-auto">
        <table className="data-table">
          <caption className="sr-only">Operators of this platform</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">E-mail</th>
              <th scope="col">State</th>
              <th scope="col">Added by</th>
              <th scope="col">Since</th>
              <th scope="col">Last sign-in</th>
            </tr>
          </thead>
          <tbody>
            {operators.map((operator) => (
              <tr key={operator.id}>
                <td className="title">
                  <a href={`/audit?f.by=${operator.id}`}>{operator.name}</a>
                </td>
                <td>{operator.email}</td>
                <td className="detail">
                  {operator.revokedAt ? (
                    <Badge>Revoked</Badge>
                  ) : (
                    <Badge tone="accent">{operator.id === ctx.user.id ? "You" : "Operator"}</Badge>
                  )}
                </td>
                <td>{operator.addedBy}</td>
                <td>
                  <DateText value={operator.createdAt} />
                </td>
                <td>
                  <RelativeTime value={operator.lastLoginAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PageBody>
        <p className="max-w-170 text-muted text-sm">
          Operators are added and revoked on the command line:{" "}
          <code className="font-mono text-xs">npm run tenantry -- operator add name@company.com</code>. A name
          leads to what its operator did.
        </p>
      </PageBody>
    </>
  );
}
