import { inArray } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { systemPolicy } from "@/lib/kernel/policy/system";
import { accessOf } from "@/lib/rbac/access";
import type { Permission } from "@/lib/rbac/permissions";
import type { Policy } from "@/lib/rbac/policy";
import { changesBetween } from "./differences";

/** Something that somebody may do after a change and not before, or the other way round. */
export type Change = {
  permission: Permission;
  /** It is about this field alone, of records that are open before and after. */
  field: string | null;
  /** In how many records that the reader of the preview may see; null for what is not about single records. */
  count: number | null;
};

export type MemberChanges = { gains: Change[]; losses: Change[] };

/** Who would gain and who would lose what. `more` people are concerned beside those that are named. */
export type Preview = {
  members: ({ id: string; name: string } & MemberChanges)[];
  more: number;
};

const MOST_NAMED = 12;

/** Compares what members may do before and after a change, in the records as they are now. */
export async function previewOf(
  tx: TenantTx,
  ctx: Context,
  before: ReadonlyMap<string, Policy>,
  after: ReadonlyMap<string, Policy>,
): Promise<Preview> {
  const people = [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [had, has] = [before.get(id) ?? nobody, after.get(id) ?? nobody];
    return fingerprint(had) === fingerprint(has) ? [] : [{ id, had, has }];
  });
  const changed: ({ id: string } & MemberChanges)[] = [];
  let looked = 0;
  for (const { id, had, has } of people) {
    if (changed.length === MOST_NAMED) break;
    looked += 1;
    const changes = await changesBetween(tx, ctx, accessOf(had), accessOf(has));
    if (changes.gains.length + changes.losses.length > 0) changed.push({ id, ...changes });
  }
  const names = await namesOf(
    tx,
    ctx,
    changed.map(({ id }) => id),
  );
  return {
    members: changed.map(({ id, ...changes }) => ({ id, name: names.get(id) ?? "", ...changes })),
    more: people.length - looked,
  };
}

const nobody = systemPolicy("Nobody", []);

/** Two policies with the same one decide alike. Where a rule comes from, and until when it lasts, decides nothing now. */
function fingerprint({ member, teammates, gates, rules }: Policy): string {
  const told = rules.map(({ key, source, expiresAt, ...rule }) => JSON.stringify(rule)).sort();
  return JSON.stringify([member, [...teammates].sort(), gates, [...new Set(told)]]);
}

async function namesOf(tx: TenantTx, ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: members.id, name: members.displayName })
    .from(members)
    .where(within(ctx, members, inArray(members.id, ids)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
