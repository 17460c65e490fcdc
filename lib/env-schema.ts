import { z } from "zod";

/** A host name with an optional port, as a browser shows it: `localhost:3000`, `example.com`. */
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

/** A host that only this machine can name. */
const isLocal = (host: string): boolean => /^localhost(:\d+)?$/.test(host);

const OUTBOX_ELSEWHERE =
  "OUTBOX_PAGE shows every mail, with the links in it, to whoever opens it: it can be true on localhost only.";

const PLACEMENT_SECRETS =
  'PLACEMENT_SECRETS must be JSON such as {"eu-1": {"app": "...", "migrator": "..."}}: the two passwords of each server.';

const postgresUrl = (name: string) =>
  z
    .string({ error: `${name} is missing: \`npm start\` sets it for the PostgreSQL that it brings along.` })
    .regex(/^postgres(ql)?:\/\//, `${name} must start with postgres:// and name a PostgreSQL database.`);

const flag = (name: string) =>
  z
    .enum(["true", "false", "1", "0"], { error: `${name} must be true or false.` })
    .transform((value) => value === "true" || value === "1");

const poolSize = (name: string) =>
  z.coerce
    .number({ error: `${name} must be a number, such as 10.` })
    .int(`${name} must be a whole number.`)
    .min(1, `${name} must be at least 1.`)
    .max(200, `${name} must be at most 200: put a pooler before the database for more.`);

/** The passwords of databases elsewhere, by the name that a placement refers to them with. */
const placementSecrets = z
  .string()
  .transform((text, issues) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      issues.addIssue({ code: "custom", message: PLACEMENT_SECRETS });
      return z.NEVER;
    }
  })
  .pipe(
    z.record(z.string(), z.object({ app: z.string(), migrator: z.string() }), { error: PLACEMENT_SECRETS }),
  );

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    PORT: z.coerce
      .number({ error: "PORT must be a number, such as 3000." })
      .int("PORT must be a whole number.")
      .min(1, "PORT must be between 1 and 65535.")
      .max(65535, "PORT must be between 1 and 65535.")
      .default(3000),
    APP_HOST: z
      .string()
      .regex(HOST, "APP_HOST must be a bare host in lower case, such as example.com or localhost:3000.")
      .optional(),
    APP_SCHEME: z.enum(["http", "https"], { error: "APP_SCHEME must be http or https." }).default("http"),
    TRUSTED_PROXY: flag("TRUSTED_PROXY").default(false),
    DATABASE_URL: postgresUrl("DATABASE_URL"),
    MIGRATOR_DATABASE_URL: postgresUrl("MIGRATOR_DATABASE_URL").optional(),
    ADMIN_DATABASE_URL: postgresUrl("ADMIN_DATABASE_URL").optional(),
    DATABASE_POOL_SIZE: poolSize("DATABASE_POOL_SIZE").default(10),
    SCHEMA_POOL_SIZE: poolSize("SCHEMA_POOL_SIZE").default(4),
    OWN_DATABASE_POOL_SIZE: poolSize("OWN_DATABASE_POOL_SIZE").default(3),
    OWN_DATABASE_CONNECTIONS: poolSize("OWN_DATABASE_CONNECTIONS").default(20),
    PLACEMENT_SECRETS: placementSecrets.default({}),
    SECRET: z
      .string({ error: "SECRET is missing: set it to at least 32 random characters." })
      .min(32, "SECRET is too short: it needs at least 32 random characters."),
    SECRET_PREVIOUS: z
      .string()
      .min(32, "SECRET_PREVIOUS is too short: it is the SECRET from before, of at least 32 characters.")
      .optional(),
    OUTBOX_PAGE: flag("OUTBOX_PAGE").optional(),
    TENANTRY_DATA: z.string().default(".tenantry"),
    LOG_LEVEL: z
      .enum(["debug", "info", "warn", "error", "silent"], {
        error: "LOG_LEVEL must be debug, info, warn, error or silent.",
      })
      .default("info"),
  })
  .transform((values, issues) => {
    const APP_HOST = values.APP_HOST ?? `localhost:${values.PORT}`;
    const OUTBOX_PAGE = values.OUTBOX_PAGE ?? isLocal(APP_HOST);
    if (OUTBOX_PAGE && !isLocal(APP_HOST)) issues.addIssue({ code: "custom", message: OUTBOX_ELSEWHERE });
    return { ...values, APP_HOST, OUTBOX_PAGE };
  });

export type Env = z.output<typeof schema>;

/** `next build` loads every module but opens no connection, so it runs without a database or a secret. */
const WHILE_BUILDING = {
  DATABASE_URL: "postgres://not-needed-while-building/tenantry",
  SECRET: "not-needed-while-building-not-needed",
};

/**
 * Checks the settings and fills in the defaults. An empty value counts as missing.
 * @throws Error with one sentence a line for each setting that is wrong.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const building = source.NEXT_PHASE === "phase-production-build";
  const result = schema.safeParse(building ? { ...WHILE_BUILDING, ...given } : given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => issue.message).join("\n"));
}
