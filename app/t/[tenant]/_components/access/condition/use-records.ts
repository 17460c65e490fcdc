"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Choice } from "@/components/ui/use-options";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { searchContactsAction } from "@/lib/contacts/actions";
import { searchDealsAction } from "@/lib/deals/actions";
import { searchMembersAction } from "@/lib/members/actions";
import { listStagesAction } from "@/lib/pipelines/actions";
import { searchProductsAction } from "@/lib/products/actions";
import type { Referred } from "./attributes";

type Asked = { q: string; ids?: string[] };
type Answer = { ok: true; data: Choice[] } | { ok: false };

const sources: Record<Referred, (asked: Asked) => Promise<Answer>> = {
  member: searchMembersAction,
  company: searchCompaniesAction,
  contact: searchContactsAction,
  deal: searchDealsAction,
  product: searchProductsAction,
  stage: stages,
};

/** Stages are few and have no search of their own. */
async function stages({ q, ids }: Asked): Promise<Answer> {
  const result = await listStagesAction({});
  if (!result.ok) return result;
  const data = result.data
    .filter(({ id, name }) => ids?.includes(id) ?? name.toLowerCase().includes(q.trim().toLowerCase()))
    .map(({ id, name, pipeline }) => ({ id, label: name, hint: pipeline }));
  return { ok: true, data };
}

/** Records to pick from, and the names of those that were picked before: until they are known, the id stands for one. */
export function useRecords(kind: Referred | undefined, ids: readonly string[]) {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Set<string>());
  const learn = useCallback(
    (choices: Choice[]) =>
      setNames((before) => new Map([...before, ...choices.map(({ id, label }) => [id, label] as const)])),
    [],
  );
  const unknown = ids.filter((id) => !names.has(id) && !asked.current.has(id)).join(" ");
  useEffect(() => {
    if (!kind || unknown === "") return;
    const wanted = unknown.split(" ").slice(0, 50);
    for (const id of wanted) asked.current.add(id);
    void sources[kind]({ q: "", ids: wanted })
      .catch(() => null)
      .then((result) => {
        if (result?.ok) learn(result.data);
      });
  }, [kind, unknown, learn]);
  const load = async (q: string): Promise<Choice[]> => {
    if (!kind) return [];
    const result = await sources[kind]({ q });
    if (!result.ok) throw new Error("The choices could not be loaded.");
    learn(result.data);
    return result.data;
  };
  return { load, nameOf: (id: string) => names.get(id) ?? id };
}
