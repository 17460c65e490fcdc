import { type Context, defineRehearsal, type Verb } from "@/lib/kernel";
import { loadPolicies } from "@/lib/kernel/policy/load";
import { type Preview, previewOf } from "./preview";

/** The verb that answers who would gain and who would lose what, if a command that changes access were saved with this input. */
export const rehearsalOf = <In>(command: Verb<Context, In, unknown>): Verb<Context, In, Preview> =>
  defineRehearsal(command, {
    before: ({ ctx, tx }) => loadPolicies(tx, ctx, "all"),
    after: async ({ ctx, tx, seen }) => previewOf(tx, ctx, seen, await loadPolicies(tx, ctx, "all")),
  });
