import { localPath } from "@/lib/auth/local-path";
import { setSessionCookie } from "@/lib/auth/session-cookie";
import { toGetRoute } from "@/lib/kernel/route";
import { enterWorkspace, openWorkspace } from "./commands";

/** A relative redirect (RFC 9110, section 10.2.2): behind a proxy, the server does not know how it is called outside. */
const seeOther = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

const searchOf = (request: Request) => new URL(request.url).searchParams;

/** `/open/acme`, and `/open/-` for the apex: from any host into another one. */
export const openRoute = toGetRoute(openWorkspace, {
  input: (request, { workspace }: { workspace: string }) => ({
    workspace: workspace === "-" ? null : workspace,
    to: localPath(searchOf(request).get("to")),
  }),
  answer: ({ url }) => seeOther(url),
  refused: (code, request) => {
    const { pathname } = new URL(request.url);
    if (code === "unauthenticated") return seeOther(`/sign-in?to=${encodeURIComponent(pathname)}`);
    return code === "not_found" ? seeOther("/workspaces") : null;
  },
});

/** `/enter?code=…&to=…`: the other end of it. */
export const enterRoute = toGetRoute(enterWorkspace, {
  input: (request) => ({ code: searchOf(request).get("code") ?? "" }),
  answer: async (session, request) => {
    if (!session) return seeOther("/sign-in?reason=code");
    await setSessionCookie(session);
    return seeOther(localPath(searchOf(request).get("to")));
  },
});
