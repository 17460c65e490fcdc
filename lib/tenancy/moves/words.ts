import type { IsolationLevel } from "@/db/placement";

/** Where a tenant is, for sentences: "Acme is ...". */
export const LEVELS: Record<IsolationLevel, string> = {
  shared: "in the shared schema",
  schema: "in a schema of its own",
  database: "in a database of its own",
};
