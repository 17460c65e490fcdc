import type { Context } from "@/lib/kernel";
import { companySharing, contactSharing, dealSharing } from "@/lib/sharing/sharing";

type Records = Record<"company" | "contact" | "deal" | "person", string>;

/** A record of each kind that can be shared, given to somebody. */
export async function fillShares(
  ctx: Context,
  { company, contact, deal, person }: Records,
): Promise<Record<"companyGrant" | "contactGrant" | "dealGrant", string>> {
  const given = { to: { kind: "member" as const, id: person }, level: "see" as const };
  const { id: companyGrant } = await companySharing.share(ctx, { ...given, id: company });
  const { id: contactGrant } = await contactSharing.share(ctx, { ...given, id: contact });
  const { id: dealGrant } = await dealSharing.share(ctx, { ...given, id: deal });
  return { companyGrant, contactGrant, dealGrant };
}
