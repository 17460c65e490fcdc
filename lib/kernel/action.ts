import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { newId } from "@/db/columns";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { requestHost } from "@/lib/tenancy/host";
import {
  type Context,
  contextOf,
  type OperatorContext,
  operatorOf,
  type VisitorContext,
  visitorOf,
} from "./context";
import { AppError, Closed, type ErrorCode, type FieldErrors, Forbidden } from "./errors";
import type { Verb } from "./verbs";

export type ActionError = {
  code: ErrorCode;
  message: string;
  fields?: FieldErrors;
  details?: unknown;
  id?: string;
};
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };

/** A verb of whichever kind: it says itself which context it takes. */
export type AnyVerb<In, Out> = Verb<never, In, Out>;

/**
 * A server action for a verb. Every export of a `"use server"` file is made by this function: it checks that the Origin is the
 * host's own, makes the context from the request, and answers expected errors in words and unexpected ones with an id.
 *
 * `answer` turns the output into what the browser may see, and may set cookies: for verbs after which the browser leaves the
 * page, which is then not refreshed.
 */
export function toAction<In, Out>(verb: AnyVerb<In, Out>): (input: In) => Promise<ActionResult<Out>>;
export function toAction<In, Out, Shown>(
  verb: AnyVerb<In, Out>,
  answer: (output: Out) => Promise<Shown>,
): (input: In) => Promise<ActionResult<Shown>>;
export function toAction<In, Out, Shown>(
  verb: AnyVerb<In, Out>,
  answer?: (output: Out) => Promise<Shown>,
): (input: In) => Promise<ActionResult<Out | Shown>> {
  return async (input) => {
    try {
      const requestHeaders = new Headers(await headers());
      assertOwnOrigin(requestHeaders);
      const output = await callVerb(verb, requestHeaders, input);
      // Not refresh(): it leaves what the browser has prefetched, such as the old title of the record that was edited.
      if (verb.info.kind === "command" && !answer) revalidatePath("/", "layout");
      return { ok: true, data: answer ? await answer(output) : output };
    } catch (error) {
      unstable_rethrow(error);
      const told = toActionError(error, verb.info.name);
      // The page was made when more was allowed: it shows what is, now.
      if (told.code === "forbidden" && !(error instanceof Closed)) revalidatePath("/", "layout");
      return { ok: false, error: told };
    }
  };
}

/** Runs a verb for a request, in the context of the kind that it takes. */
export async function callVerb<In, Out>(
  verb: AnyVerb<In, Out>,
  requestHeaders: Headers,
  input: In,
): Promise<Out> {
  switch (verb.info.actor) {
    case "tenant":
      return (verb as Verb<Context, In, Out>)(await contextOf(requestHeaders), input);
    case "operator":
      return (verb as Verb<OperatorContext, In, Out>)(await operatorOf(requestHeaders), input);
    case "visitor":
      return (verb as Verb<VisitorContext, In, Out>)(await visitorOf(requestHeaders), input);
  }
}

/**
 * Refuses a post from any page but the host's own. Missing, `null` and foreign origins are all the same.
 * @throws Forbidden
 */
export function assertOwnOrigin(requestHeaders: Headers): void {
  const own = `${env.APP_SCHEME}://${requestHost(requestHeaders, env.TRUSTED_PROXY)}`;
  if (requestHeaders.get("origin") !== own)
    throw new Forbidden("This request did not come from this workspace's own pages.");
}

/** What the person is told. An unexpected error is logged under an id, and only the id is shown. */
export function toActionError(error: unknown, during: string): ActionError {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, fields: error.fields, details: error.details };
  }
  const id = newId();
  log.error({ err: error, id, during }, "unexpected error");
  return {
    code: "internal",
    message: `Something failed on our side, and nothing was saved. Its number is ${id}.`,
    id,
  };
}
