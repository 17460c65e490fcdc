import pino from "pino";
import { env } from "./env";

/** The process's log: JSON lines on standard output. Never a password, a token, a cookie or a request body. */
export const log = pino({
  level: env.LOG_LEVEL,
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
