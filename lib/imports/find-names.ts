import { z } from "zod";
import { defineQuery } from "@/lib/kernel";
import { fold } from "@/lib/records/fold";
import { vocabularies } from "./fields/types";
import { loadNames } from "./prepare/load-names";

/** Names that a name in a file can stand for, for a picker: those that hold what was typed, at most 20. */
export const findNames = defineQuery({
  name: "import.names",
  permission: "import:create",
  input: z.object({ of: z.enum(vocabularies), q: z.string().max(200) }),
  run: async ({ ctx, tx, input: { of, q } }) => {
    const { known } = await loadNames(of, { ctx, tx });
    const typed = fold(q);
    return known
      .filter(({ name }) => fold(name).includes(typed))
      .slice(0, 20)
      .map(({ id, name }) => ({ id, label: name }));
  },
});
