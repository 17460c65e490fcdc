import pino from "pino";
import { env } from "./env";

/** What PostgreSQL says about an error beside its message, except the detail: that one holds the row. */
type Cause = { code?: string; constraint_name?: string; table_name?: string };

/** An error for the log: where it happened and of what kind, and none of the values that it carries. */
function about(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, message, stack } = pino.stdSerializers.err(error);
  const { code, constraint_name, table_name } = error as Error & Cause;
  return { type, message, stack, code, constraint_name, table_name };
}

/** The process's log: JSON lines on standard output. Never a password, a token, a cookie or a request body. */
export const log = pino({
  level: env.LOG_LEVEL,
  serializers: { err: about },
  redact: [
    "password",
    "token",
    "cookie",
    "authorization",
    "*.password",
    "*.token",
    "*.cookie",
    "*.authorization",
  ],
});
