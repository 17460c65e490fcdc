"use client";

import { useEffect, useState } from "react";
import { measurePlaceAction } from "@/lib/operators/actions";
import type { listPlaces, measurePlace } from "@/lib/operators/places";

export type Place = Awaited<ReturnType<typeof listPlaces>>["places"][number];
/** Null when the question itself did not arrive. */
export type Measured = Awaited<ReturnType<typeof measurePlace>> | null;

/** Asks each database how it is, one after the other: what is measured is the database, and not the queue of questions. */
export function useHealth(places: Place[]): (Measured | undefined)[] {
  const [health, setHealth] = useState<(Measured | undefined)[]>([]);
  useEffect(() => {
    let stale = false;
    const ask = async () => {
      for (const [index, { host, port, databaseName }] of places.entries()) {
        const result = await measurePlaceAction({ host, port, databaseName }).catch(() => null);
        if (stale) return;
        setHealth((before) => Object.assign([...before], { [index]: result?.ok ? result.data : null }));
      }
    };
    void ask();
    return () => {
      stale = true;
    };
  }, [places]);
  return health;
}
