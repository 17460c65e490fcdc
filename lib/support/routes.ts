import { toGetRoute } from "@/lib/kernel/route";
import { seeOther } from "@/lib/workspaces/see-other";
import { openAsSupport } from "./enter";
import { currentVisits } from "./queries";

/** `/open/acme` at the console: from there into a tenant, for a visit that is open. */
export const openAsSupportRoute = toGetRoute(openAsSupport, {
  input: (request, { workspace }: { workspace: string }) => ({
    workspace,
    knock: new URL(request.url).searchParams.get("knock"),
  }),
  answer: ({ url }) => seeOther(url),
  refused: (code) => {
    if (code === "unauthenticated") return seeOther("/sign-in");
    return code === "not_found" ? seeOther("/tenants") : null;
  },
});

/** `/api/support`: who of support is inside now, which pages that are left open ask again. */
export const currentVisitsRoute = toGetRoute(currentVisits, {
  input: () => undefined,
  answer: (visits) => Response.json(visits, { headers: { "cache-control": "no-store" } }),
});
