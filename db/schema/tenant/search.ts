import { type SQL, sql } from "drizzle-orm";
import { tsvector } from "../../columns";

/** The words of some text columns, folded (case, accents, punctuation) by `app.fold`, kept by PostgreSQL itself. */
export const searchOf = (columns: () => SQL) =>
  tsvector("search").generatedAlwaysAs(
    (): SQL => sql`to_tsvector('simple'::regconfig, app.fold(${columns()}))`,
  );
