import { type Env, parseEnv } from "./env-schema";

/** The settings of this process. Nothing else reads `process.env`. */
export const env: Env = parseEnv(process.env);
