import { type Context, whyNot } from "@/lib/kernel";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";
import { ShareButton } from "./share-button";
import type { Shared } from "./verbs";

/** Sharing on a record's page, for this person. Whether they may share this very record is answered when they open it. */
export function ShareRecord({ ctx, resource, id, name }: Shared & { ctx: Context; name: string }) {
  const permission = `${resource}:share` as const;
  const refusal = ctx.can(permission) ? refusalOf(ctx.tenant) : whyNot(permission, ctx);
  return (
    <ShareButton
      resource={resource}
      id={id}
      name={name}
      disabledReason={refusal}
      explains={ctx.can("access:read")}
    />
  );
}
