import { z } from "zod";
import { isolationLevels, supportModes, tenantStatuses } from "@/db/schema/control";

/** What an archive is called inside of itself, and the version of its layout. */
export const FORMAT = "tenantry archive";
export const FORMAT_VERSION = 1;

export const MANIFEST = "manifest.json";
export const README = "README.txt";

export const jsonFile = (table: string): string => `json/${table}.ndjson`;
export const csvFile = (table: string): string => `csv/${table}.csv`;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const moment = z.iso.datetime();
const count = z.number().int().min(0);
const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);
const file = z.object({ file: z.string().max(100), bytes: count, sha256 });

/** Every page of a workspace formats with its settings: one that this machine does not know would break them all. */
function isKnown(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}

const table = z.object({
  name,
  columns: z.array(z.object({ name, type: z.string().max(100) })).min(1),
  rows: count,
  /** SHA-256 over the MD5 of every row's text, in the order of the primary key: see `db/rows/hash.ts`. */
  hash: sha256,
  json: file,
  csv: file,
});

/** The tenant as the control plane has it: no secret, and nothing that is of one installation alone. */
const tenant = z.object({
  id: z.uuid().refine((id) => id === id.toLowerCase()),
  slug: z.string().max(63),
  name: z.string().min(1).max(200),
  status: z.enum(tenantStatuses),
  statusReason: z.string().max(1000).nullable(),
  plan: z.string().max(100),
  trialEndsAt: moment.nullable(),
  quotaLimits: z.record(z.string(), z.number()),
  features: z.record(z.string(), z.boolean()),
  settings: z.object({
    zone: z.string().refine((zone) => isKnown(() => new Intl.DateTimeFormat("en", { timeZone: zone }))),
    currency: z.string().refine((code) => Intl.supportedValuesOf("currency").includes(code)),
    locale: z.string().refine((tag) => isKnown(() => new Intl.Locale(tag))),
  }),
  branding: z.object({ logo: z.string().optional(), accent: z.string().optional() }),
  dataRetentionDays: z.number().int(),
  autoDeleteAfterDays: z.number().int().nullable(),
  supportAccess: z.enum(supportModes),
  createdAt: moment,
  isolationLevel: z.enum(isolationLevels),
});

/** The signed end of the tenant's audit chain, with the public key (SPKI, base64) that shows who signed it. */
const audit = z.object({
  seq: count,
  hash: hex,
  unchained: count,
  signature: hex,
  keyId: z.string().max(64),
  publicKey: z.string().max(200),
});

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  /** The last migration of the tables in it. */
  schemaVersion: z.string().max(100),
  exportedAt: moment,
  tenant,
  audit: audit.nullable(),
  /** Parents before the tables that refer to them: the order of the files, too. */
  tables: z.array(table).min(1).max(500),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ArchivedTable = Manifest["tables"][number];
export type ArchivedFile = ArchivedTable["json"];
