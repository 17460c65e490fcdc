"use client";

import { Badge } from "@/components/ui/badge";
import { useFormat } from "@/components/ui/format-context";
import { Spinner } from "@/components/ui/spinner";
import { NumberText } from "@/components/ui/values";
import { formatNumber } from "@/lib/format/number";
import type { listPlaces } from "@/lib/operators/places";
import { Bytes } from "../../_components/values";
import { type Measured, type Place, useHealth } from "./use-health";
import "@/components/data-table/data-table.css";

type Props = Awaited<ReturnType<typeof listPlaces>>;

/** The databases that tenants live in, each with how it is doing now. */
export function PlacesTable({ places, mostSchemas }: Props) {
  const { locale } = useFormat();
  const health = useHealth(places);
  return (
    <div className="overflow-x-auto">
      <table className="data-table">
        <caption className="sr-only">Databases with tenants</caption>
        <thead>
          <tr>
            <th scope="col">Database</th>
            <th scope="col">Reachable</th>
            <th scope="col" className="end">
              Latency
            </th>
            <th scope="col" className="end">
              Connections
            </th>
            <th scope="col" className="end">
              Tenants
            </th>
            <th scope="col" className="end">
              Shared
            </th>
            <th scope="col" className="end">
              Own schema
            </th>
            <th scope="col" className="end">
              Rows
            </th>
            <th scope="col" className="end">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place, index) => {
            const measured = health[index];
            const figures = measured?.reachable ? measured : null;
            return (
              <tr key={keyOf(place)}>
                <td className="title font-mono text-xs">{nameOf(place)}</td>
                <td className="detail">
                  <Reachable measured={measured} />
                </td>
                <td className="end">{figures ? `${formatNumber(figures.latencyMs, locale, 1)} ms` : "—"}</td>
                <td className="end">
                  {figures ? `${figures.connections} of ${figures.maxConnections}` : "—"}
                </td>
                <td className="end">
                  <NumberText value={place.tenants} />
                </td>
                <td className="end">
                  <NumberText value={place.shared} />
                </td>
                <td className="end">
                  {place.databaseName === null ? `${place.schema} of ${mostSchemas}` : "—"}
                </td>
                <td className="end">
                  <NumberText value={place.rows} />
                </td>
                <td className="end">
                  <Bytes value={place.bytes} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Reachable({ measured }: { measured: Measured | undefined }) {
  if (measured === undefined) {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Spinner /> Asking
      </span>
    );
  }
  if (measured === null) return <Badge>Not asked</Badge>;
  return measured.reachable ? (
    <Badge tone="accent" mark="check">
      Yes
    </Badge>
  ) : (
    <Badge tone="danger" mark="cross">
      Does not answer
    </Badge>
  );
}

const keyOf = ({ host, port, databaseName }: Place) => `${host}:${port}/${databaseName}`;

/** The installation's own database has no name in a placement. */
const nameOf = ({ host, port, databaseName }: Place) =>
  databaseName === null
    ? "The installation's own"
    : `${host ? `${host}:${port ?? 5432}/` : ""}${databaseName}`;
