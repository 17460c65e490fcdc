import { encodeCursor } from "@/lib/lists/cursor";
import type { Leaf } from "../inputs";
import type { Names } from "../worlds";
import type { Case } from "./tenant";

const directions = ["after", "before"] as const;

/**
 * What the schema of a list says by itself: every filter with every name that there is, the search for a word, and a cursor that ends a
 * page at somebody else's record, for each order of the list. `base` is an input of the verb that is whole.
 */
export function generatedCases(leaves: Leaf[], base: Case): Case[] {
  const whole = (own: Names) => base(own, own) as object;
  const filters = leaves.filter(({ path }) => path.startsWith("filters."));
  const sorts = leaves.find(({ path }) => path === "sort.key")?.choices ?? [];
  return [
    ...filters.map(
      (leaf): Case =>
        (foreign, own) => ({
          ...whole(own),
          filters: { [leaf.path.slice("filters.".length, -"[]".length)]: Object.values(foreign) },
        }),
    ),
    ...(sorts.length > 0 ? [((foreign, own) => ({ ...whole(own), q: foreign.mark })) satisfies Case] : []),
    ...sorts.flatMap((key) =>
      directions.map(
        (direction): Case =>
          (foreign, own) => {
            const value = encodeCursor(String(key), { value: null, id: foreign.deal });
            return { ...whole(own), sort: { key, descending: true }, cursor: { direction, value } };
          },
      ),
    ),
  ];
}
