import { unstable_rethrow } from "next/navigation";
import { type AnyVerb, callVerb, toActionError } from "./action";
import type { ErrorCode } from "./errors";

type Params<Path extends string> = { params: Promise<Record<Path, string>> };

const statuses: Record<ErrorCode, number> = {
  not_found: 404,
  forbidden: 403,
  unauthenticated: 401,
  conflict: 409,
  invalid: 422,
  limit_reached: 402,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

/**
 * A GET handler for a verb, on every host that the verb serves. `input` reads the request, `answer` makes the response; an
 * expected error becomes JSON with its status, unless `refused` answers it better.
 */
export function toGetRoute<In, Out, Path extends string = never>(
  verb: AnyVerb<In, Out>,
  handler: {
    input: (request: Request, params: Record<Path, string>) => In;
    answer: (output: Out, request: Request) => Response | Promise<Response>;
    refused?: (code: ErrorCode, request: Request) => Response | null;
  },
): (request: Request, context: Params<Path>) => Promise<Response> {
  return async (request, { params }) => {
    try {
      const input = handler.input(request, await params);
      return await handler.answer(await callVerb(verb, request.headers, input), request);
    } catch (error) {
      unstable_rethrow(error);
      const told = toActionError(error, verb.info.name);
      return (
        handler.refused?.(told.code, request) ??
        Response.json(
          { error: told },
          { status: statuses[told.code], headers: { "cache-control": "no-store" } },
        )
      );
    }
  };
}
