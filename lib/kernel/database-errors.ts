import { Conflict, Invalid, Unavailable } from "./errors";

/** For a constraint of the database: the field that it is about, and what to tell the person. */
export type Constraints = Record<string, { field: string; message: string }>;

const BUSY =
  "Somebody else is changing this right now, an import perhaps. Nothing was saved. Try again in a moment.";

const UNREACHABLE =
  "The database of this workspace cannot be reached right now. Nothing was lost and nothing was saved. Try again in a moment.";
const MOVING = "This workspace is being moved. Nothing was saved. Try again in a moment.";

type DatabaseError = { code?: string; constraint_name?: string };

/**
 * Turns violations of the named constraints, a lock that somebody holds for long, and a tenant that cannot be entered into errors
 * that a person can act on; passes everything else through.
 */
export async function explainDatabaseError<T>(
  constraints: Constraints | undefined,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { code, constraint_name: name = "" } = error as DatabaseError;
    if (code === "55P03") throw new Conflict(BUSY);
    if (code === "TENANT_UNREACHABLE") throw new Unavailable(UNREACHABLE, { cause: error });
    if (code === "TENANT_MOVING") throw new Unavailable(MOVING, { cause: error });
    const known = constraints?.[name];
    if (known && code === "23505")
      throw new Conflict(known.message, undefined, { [known.field]: [known.message] });
    if (known && (code === "23503" || code === "23514"))
      throw new Invalid(known.message, { [known.field]: [known.message] });
    throw error;
  }
}
