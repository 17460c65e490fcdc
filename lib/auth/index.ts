import { builtInProvider } from "./builtin/provider";
import type { Credential } from "./types";

/** Who sends this request, by the provider in use; null for nobody. Asks no database. */
export const credentialOf = (headers: Headers): Promise<Credential | null> =>
  builtInProvider.credentialOf(headers);
