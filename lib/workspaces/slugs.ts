import { inArray, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { tenants } from "@/db/schema/control";
import { slugProblem } from "@/lib/tenancy/slug";

const SUFFIXES = ["hq", "team", "co", "group", "works", "uk", "us", "eu"];

/** Up to two free slugs that begin like `slug`. */
export async function freeSlugs(tx: ControlTx, slug: string): Promise<string[]> {
  const candidates = SUFFIXES.map((suffix) => `${slug.slice(0, 63 - suffix.length - 1)}-${suffix}`).filter(
    (candidate) => !slugProblem(candidate),
  );
  const taken = await takenOf(tx, inArray(tenants.slug, candidates));
  return candidates.filter((candidate) => !taken.has(candidate)).slice(0, 2);
}

/** A deleted workspace keeps its slug: its address must not lead to somebody else. */
export async function isTaken(tx: ControlTx, slug: string): Promise<boolean> {
  return (await takenOf(tx, sql`${tenants.slug} = ${slug}`)).size > 0;
}

async function takenOf(tx: ControlTx, which: SQL): Promise<Set<string>> {
  const rows = await tx.select({ slug: tenants.slug }).from(tenants).where(which);
  return new Set(rows.map((row) => row.slug));
}

/** What to say about a taken slug. */
export const takenMessage = (free: string[]): string =>
  free.length > 0
    ? `This address is taken. Free: ${free.join(", ")}.`
    : "This address is taken. Choose another one.";
