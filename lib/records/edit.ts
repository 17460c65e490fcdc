import { assertFields, type Context, whyNot } from "@/lib/kernel";
import type { Constraints } from "@/lib/kernel/database-errors";
import { Forbidden, Invalid } from "@/lib/kernel/errors";
import type { RecordAttributes } from "@/lib/rbac/policy";
import { type Resource, type ResourceName, resources } from "@/lib/rbac/resources";
import { changesOf } from "./changes";
import {
  type HiddenFields,
  hiddenOf,
  hidesNothing,
  type RecordSource,
  readableOf,
  type Where,
} from "./source";

type Values = Record<string, unknown>;

const resourceNamed = (resource: ResourceName): Resource => resources[resource];
const nothingHidden: HiddenFields = { byRule: new Set(), byReference: new Set() };
const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

type Edited<Input, Stored> = { [Key in keyof Input]-?: Key extends keyof Stored ? Stored[Key] : Input[Key] };

/**
 * An edit as its author can have meant it: what is hidden from them they have not emptied, so it stays as it is stored.
 * @returns the values; those of them that the author gave; and the hidden fields, of which no answer may tell.
 * @throws Forbidden when a hidden field is given a value: whether it was this one already would tell what it is.
 */
export async function editOf<Input extends Values, Stored extends RecordAttributes>(
  where: Where,
  source: RecordSource,
  stored: Stored,
  input: Input,
): Promise<{ values: Edited<Input, Stored>; given: Values; hidden: ReadonlySet<string> }> {
  // What every record has is left out of an edit only where it is hidden.
  const entries = Object.entries(input).map(([key, value]) => [
    key,
    value === undefined ? stored[key] : value,
  ]);
  const whole = Object.fromEntries(entries) as Edited<Input, Stored>;
  if (hidesNothing(where, source)) return { values: whole, given: whole, hidden: new Set() };
  const found = (await hiddenOf(where, source, [stored])).get(String(stored.id));
  const { byRule, byReference } = found ?? nothingHidden;
  const written = Object.keys(input).filter((field) => byRule.has(field) && !isNothing(input[field]));
  if (written.length > 0) {
    const { attributes } = resourceNamed(source.resource);
    const names = written.map((field) => attributes[field]?.label ?? field).join(", ");
    throw new Forbidden(`${names}: hidden from you here, so you cannot change it. Nothing was saved.`, {
      fields: written,
    });
  }
  const hidden = new Set([...byRule, ...byReference]);
  const isKept = (field: string) => hidden.has(field) && isNothing(input[field]);
  const kept = Object.keys(input)
    .filter(isKept)
    .map((field) => [field, stored[field]]);
  const given = Object.entries(whole).filter(([field]) => !isKept(field));
  return { values: { ...whole, ...Object.fromEntries(kept) }, given: Object.fromEntries(given), hidden };
}

/**
 * Refuses references to records that the member may not read, in the words for those that there are not. Who may read them all is
 * left to the foreign keys, whose `constraints` have the words.
 * @throws Invalid at the fields
 */
export async function assertReferences(
  where: Where,
  { related }: RecordSource,
  values: Values,
  constraints: Constraints,
): Promise<void> {
  const wrong = await Promise.all(
    Object.entries(related).map(async ([field, entity]) => {
      const id = values[field];
      if (typeof id !== "string") return null;
      const readable = await readableOf(where, entity, [id]);
      return readable?.size === 0 ? field : null;
    }),
  );
  const [field] = wrong.filter((each) => each !== null);
  if (!field) return;
  const said = Object.values(constraints).find((constraint) => constraint.field === field);
  const message = said?.message ?? "This record does not exist, or it was deleted.";
  throw new Invalid(message, { [field]: [message] });
}

/**
 * Refuses a change that the member may not make: of fields that are not theirs to write, or one that would leave the record outside of
 * what they may edit. Who its owner is may change all the same: that is how a record is handed over.
 * @param chosen what the person chose; what follows from it (a stage's probability) is not theirs to answer for
 * @throws Forbidden
 */
export function assertEdit<Stored extends RecordAttributes>(
  ctx: Context,
  resource: ResourceName,
  stored: Stored,
  chosen: Values,
  outcome: Values = chosen,
): void {
  const permission = `${resource}:update` as const;
  const { attributes, owner, many } = resourceNamed(resource);
  const changed = Object.keys(changesOf(stored, chosen)?.after ?? {}).filter((field) => field in attributes);
  assertFields(ctx, permission, stored, changed);
  const after = { ...stored, ...outcome, ...(owner && { [owner]: stored[owner] }) };
  if (ctx.can(permission, after)) return;
  throw new Forbidden(
    `After this change you could not edit it any more: you may edit some ${many} only (${permission}). Nothing was saved.`,
    { permission },
  );
}

/**
 * A new record's values, once the member may create just such a one. Who may only add their own becomes the owner where nobody is named.
 * @throws Forbidden
 */
export function assertCreate<Input extends Values>(
  ctx: Context,
  resource: ResourceName,
  input: Input,
): Input {
  const permission = `${resource}:create` as const;
  const { owner, one, attributes } = resourceNamed(resource);
  const recordOf = (values: Values) => ({ ...values, createdBy: ctx.member?.id ?? null, createdAt: ctx.now });
  const mine = owner && ctx.member ? { ...input, [owner]: ctx.member.id } : input;
  const unowned = owner !== null && isNothing(input[owner]);
  const values = unowned && !ctx.can(permission, recordOf(input)) ? mine : input;
  if (!ctx.can(permission, recordOf(values))) {
    if (!ctx.can(permission)) throw new Forbidden(whyNot(permission, ctx), { permission });
    const own = owner !== null && ctx.can(permission, recordOf(mine));
    throw new Forbidden(
      own
        ? `You may add only your own (${permission}): choose yourself as “${attributes[owner]?.label}”.`
        : `You may not add a ${one} like this one (${permission}). Nothing was saved.`,
      { permission },
    );
  }
  const given = Object.keys(values).filter((field) => field in attributes && !isNothing(values[field]));
  assertFields(ctx, permission, recordOf(values), given);
  return values;
}
