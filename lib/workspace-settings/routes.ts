import { toGetRoute } from "@/lib/kernel/route";
import { downloadTenant } from "@/lib/tenancy/archive/download";
import { seeOther } from "@/lib/workspaces/see-other";
import { exportWorkspace } from "./commands";

/** `/settings/workspace/export`: all of the workspace, as one file. */
export const exportRoute = toGetRoute(exportWorkspace, {
  input: () => undefined,
  answer: ({ tenantId }) => {
    const day = new Date().toISOString().slice(0, 10);
    return new Response(downloadTenant(tenantId), {
      headers: {
        "content-type": "application/gzip",
        "content-disposition": `attachment; filename="workspace-${day}.tar.gz"`,
        "cache-control": "no-store",
      },
    });
  },
  // Back to the page, which says so.
  refused: (code) => (code === "conflict" ? seeOther("/settings/workspace?export=running") : null),
});
