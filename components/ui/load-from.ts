import type { Load } from "./use-options";

type Choices = Awaited<ReturnType<Load>>;
type SearchAction = (input: { q: string }) => Promise<{ ok: true; data: Choices } | { ok: false }>;

/** What a picker loads its choices with, from a search action: `load={loadFrom(searchCompaniesAction)}`. */
export const loadFrom =
  (action: SearchAction): Load =>
  async (q) => {
    const result = await action({ q });
    if (!result.ok) throw new Error("The choices could not be loaded.");
    return result.data;
  };
