import { csvAnswer } from "@/lib/export/csv";
import { toGetRoute } from "@/lib/kernel/route";
import { parseListState } from "@/lib/lists/state";
import { seeOther } from "@/lib/workspaces/see-other";
import { exportAudit } from "./export";
import { auditList } from "./schema";

const paramsOf = (request: Request) => new URL(request.url).searchParams;

/** `/settings/audit/export?f.person=…`: what the page shows, as a file. */
export const auditExportRoute = toGetRoute(exportAudit, {
  input: (request) => ({ filters: parseListState(Object.fromEntries(paramsOf(request)), auditList).filters }),
  answer: csvAnswer,
  // Too many for one file: back to the page, which says so.
  refused: (code, request) => {
    if (code !== "invalid") return null;
    const params = paramsOf(request);
    params.set("export", "refused");
    return seeOther(`/settings/audit?${params}`);
  },
});
