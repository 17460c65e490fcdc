import { type Actor, decide } from "./decide";
import type { Permission } from "./permissions";
import type { Policy, RecordAttributes, RequestAttributes, Rule } from "./policy";
import { type Plan, planOf } from "./prepare";
import { couldAllow, isAlwaysOpen } from "./reach";

export type Options = {
  /** Of a resource's fields, its custom fields together as `customFields`. */
  field?: string;
  request?: RequestAttributes;
};

/** The fields of a permission's records. `limited` is false when every field of every record that is open is open, too. */
export type Fields = {
  limited: boolean;
  /** Open on every record that is. */
  always: ReadonlySet<string>;
  /** Open on some record, perhaps. */
  ever: ReadonlySet<string>;
};

/** What a policy allows. Rules whose end has come are not to be in the policy: nothing here looks at a clock. */
export type Access = {
  policy: Policy;
  /** Whether it is allowed for this record; with `field`, for this field of it. An attribute that the record does not have is unknown. */
  can: (permission: Permission, record: RecordAttributes, options?: Options) => boolean;
  /** Whether it could be allowed for some record. For what has no records: whether it is allowed. */
  might: (permission: Permission, options?: Pick<Options, "request">) => boolean;
  fields: (permission: Permission) => Fields;
  /** The fields of one record that are open; none when the record is not. */
  visible: (
    permission: Permission,
    record: RecordAttributes,
    options?: Pick<Options, "request">,
  ) => ReadonlySet<string>;
  /** The rules of a permission as they decide: for the other readers of a policy (SQL, explanations). */
  plan: (permission: Permission) => Plan;
  actor: Actor;
};

/** Prepares a policy for many decisions; the rules of a permission when it is first asked for. */
export function accessOf(policy: Policy): Access {
  const actor: Actor = { policy, teammates: new Set(policy.teammates) };
  const rules = Map.groupBy(policy.rules, (rule: Rule) => rule.permission);
  const plan = remembered((permission) => planOf(permission, rules.get(permission) ?? [], policy));
  const couldAtAll = remembered((permission) => couldAllow(plan(permission), actor, null));
  const fields = remembered((permission) => fieldsIn(plan(permission), actor));
  const envOf = (record: RecordAttributes, request?: RequestAttributes) => ({
    member: policy.member,
    record,
    request,
  });
  const can: Access["can"] = (permission, record, options) => {
    const planned = plan(permission);
    if (planned.gate) return false;
    const env = envOf(record, options?.request);
    if (!decide(planned, actor, env, null)) return false;
    const field = options?.field;
    if (field === undefined || !planned.hasFields || planned.names.has(field)) return true;
    return decide(planned, actor, env, field);
  };
  return {
    policy,
    actor,
    plan,
    can,
    fields,
    might: (permission, options) => {
      const planned = plan(permission);
      if (planned.gate) return false;
      if (!options?.request || !planned.asksRequest) return couldAtAll(permission);
      return couldAllow(planned, actor, null, options.request);
    },
    visible: (permission, record, options) => {
      if (!can(permission, record, options)) return none;
      const planned = plan(permission);
      if (!fields(permission).limited) return planned.fields;
      const env = envOf(record, options?.request);
      return new Set(
        [...planned.fields].filter((field) => planned.names.has(field) || decide(planned, actor, env, field)),
      );
    },
  };
}

const none: ReadonlySet<string> = new Set();

function fieldsIn(plan: Plan, actor: Actor): Fields {
  if (!plan.hasFields) return { limited: false, always: plan.fields, ever: plan.fields };
  const all = [...plan.fields];
  const always = new Set(all.filter((field) => plan.names.has(field) || isAlwaysOpen(plan, actor, field)));
  const ever = new Set(all.filter((field) => always.has(field) || couldAllow(plan, actor, field)));
  return { limited: always.size < all.length, always, ever };
}

function remembered<T>(make: (permission: Permission) => T): (permission: Permission) => T {
  const made = new Map<Permission, T>();
  return (permission) => {
    const known = made.get(permission);
    if (known !== undefined) return known;
    const value = make(permission);
    made.set(permission, value);
    return value;
  };
}
