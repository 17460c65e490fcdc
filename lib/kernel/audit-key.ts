import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import canonicalize from "canonicalize";
import { env } from "@/lib/env";

/** Whose log: the tenant's own, or the platform's about that tenant. */
export type Log = "tenant" | "platform";

/** The end of a chain, as it is signed: nobody without the installation's secret can state another one. */
export type HeadStatement = {
  log: Log;
  tenantId: string;
  seq: number;
  hash: Uint8Array;
  unchained: number;
};

export type Signed = { signature: Uint8Array; keyId: string };

type SigningKey = { id: string; own: KeyObject; open: KeyObject };

/** What stands before the 32 bytes of a private Ed25519 key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");

function keyFrom(secret: string): SigningKey {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", "tenantry audit head", 32));
  const own = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: "der", type: "pkcs8" });
  const open = createPublicKey(own);
  const id = createHash("sha256")
    .update(open.export({ format: "der", type: "spki" }))
    .digest("hex");
  return { id: id.slice(0, 16), own, open };
}

let keys: SigningKey[] | undefined;

/** The key that signs, and then the one from before the secret was changed. */
function known(): [SigningKey, ...SigningKey[]] {
  keys ??= [env.SECRET, env.SECRET_PREVIOUS].flatMap((secret) => (secret ? [keyFrom(secret)] : []));
  return keys as [SigningKey, ...SigningKey[]];
}

const bytesOf = ({ log, tenantId, seq, hash, unchained }: HeadStatement): Buffer =>
  Buffer.from(canonicalize({ log, tenantId, seq, hash: Buffer.from(hash).toString("hex"), unchained }) ?? "");

/** Signs the end of a chain (Ed25519) with a key derived from SECRET. */
export function signHead(statement: HeadStatement): Signed {
  const [key] = known();
  return { signature: sign(null, bytesOf(statement), key.own), keyId: key.id };
}

/** The public half of a key of this installation, in SPKI as base64: who has it can check a head elsewhere. */
export function publicKeyOf(keyId: string): string | null {
  const key = known().find(({ id }) => id === keyId);
  return key ? key.open.export({ format: "der", type: "spki" }).toString("base64") : null;
}

/** Whether the holder of a public key (SPKI, base64) signed this very statement. A key that is none has signed nothing. */
export function isSignedBy(publicKey: string, statement: HeadStatement, { signature }: Signed): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return verify(null, bytesOf(statement), key, signature);
  } catch {
    return false;
  }
}

/** Whether this installation signed this very statement, with the secret that it has or with the one before. */
export function checkHead(
  statement: HeadStatement,
  { signature, keyId }: Signed,
): "good" | "bad signature" | "unknown key" {
  const key = known().find(({ id }) => id === keyId);
  if (!key) return "unknown key";
  return verify(null, bytesOf(statement), key.open, signature) ? "good" : "bad signature";
}
