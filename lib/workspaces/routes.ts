import { localPath } from "@/lib/auth/local-path";
import { setSessionCookie } from "@/lib/auth/session-cookie";
import { toGetRoute } from "@/lib/kernel/route";
import { enterWorkspace, openWorkspace } from "./commands";
import { keyCookie, keyOf } from "./key-cookie";
import { knock } from "./queries";
import { seeOther } from "./see-other";

const searchOf = (request: Request) => new URL(request.url).searchParams;

/** `/open/acme`, and `/open/-` for the apex: from any host into another one. */
export const openRoute = toGetRoute(openWorkspace, {
  input: (request, { workspace }: { workspace: string }) => ({
    workspace: workspace === "-" ? null : workspace,
    to: localPath(searchOf(request).get("to")),
    knock: searchOf(request).get("knock"),
  }),
  answer: ({ url }) => seeOther(url),
  refused: (code, request) => {
    const { pathname } = new URL(request.url);
    if (code === "unauthenticated") return seeOther(`/sign-in?to=${encodeURIComponent(pathname)}`);
    return code === "not_found" ? seeOther("/workspaces") : null;
  },
});

/** `/enter/knock?from=acme&to=…`: the door of a host, which remembers the browser and sends it back for a code. */
export const knockRoute = toGetRoute(knock, {
  input: (request) => {
    const from = searchOf(request).get("from") ?? "-";
    return { from: from === "-" ? null : from, to: localPath(searchOf(request).get("to")) };
  },
  answer: ({ url, key }) => {
    const answer = seeOther(url);
    answer.headers.set("set-cookie", keyCookie(key));
    return answer;
  },
});

/** `/enter?code=…&to=…`: in, with the code and the key. */
export const enterRoute = toGetRoute(enterWorkspace, {
  input: (request) => ({ code: searchOf(request).get("code") ?? "", key: keyOf(request.headers) }),
  answer: async (session, request) => {
    if (!session) return seeOther("/sign-in?reason=code");
    await setSessionCookie(session);
    return seeOther(localPath(searchOf(request).get("to")));
  },
});
