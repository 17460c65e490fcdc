import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { RelativeTime } from "@/components/ui/values";
import { type getImport, listImportRows } from "@/lib/imports/queries";
import { outcomeFilters } from "@/lib/imports/schema";
import { type Context, whyNot } from "@/lib/kernel";
import { CountList } from "./count-list";
import { DownloadButton } from "./download-button";
import { outcomeNames } from "./names";
import { OutcomeTable } from "./outcome-table";
import { RevertButton } from "./revert-button";

type Props = {
  ctx: Context;
  found: Awaited<ReturnType<typeof getImport>>;
  search: Record<string, string | string[] | undefined>;
};

/** What came of an import: counts, every row with its outcome, the file of outcomes, and the way back. */
export async function OutcomeView({ ctx, found, search }: Props) {
  const { id, counts } = found;
  const outcome = outcomeFilters.find((known) => known === search.outcome);
  const page = await listImportRows(ctx, { id, outcome, after: cursorOf(search.after) });
  const present = outcomeFilters.filter((kind) => (counts?.[kind] ?? 0) > 0);
  const href = (kind: string | undefined, after?: string) =>
    `?${new URLSearchParams({ ...(kind ? { outcome: kind } : {}), ...(after ? { after } : {}) })}`;
  return (
    <div className="grid gap-5 p-5 max-md:p-4">
      <Card
        title={found.state === "reverted" ? "Reverted" : "Done"}
        actions={
          <>
            <DownloadButton id={id} />
            {found.state === "done" && (
              <RevertButton id={id} counts={counts ?? {}} refusal={refusalOf(ctx, found.entity)} />
            )}
          </>
        }
      >
        <CountList counts={counts ?? {}} />
        <p className="mt-3 text-muted text-sm">
          {found.by ?? "System"}, <RelativeTime value={found.finishedAt} />
          {found.revertedAt && (
            <>
              ; taken back <RelativeTime value={found.revertedAt} />
            </>
          )}
        </p>
      </Card>
      <Card title="Rows" flush>
        <div className="overflow-x-auto whitespace-nowrap border-b px-4 py-2">
          <Segmented
            label="Which rows"
            current={outcome ?? "all"}
            segments={[
              { id: "all", label: "All", href: href(undefined) },
              ...present.map((kind) => ({ id: kind, label: outcomeNames[kind] ?? kind, href: href(kind) })),
            ]}
          />
        </div>
        <OutcomeTable rows={page.rows} />
        {page.next && (
          <div className="p-3">
            <LinkButton size="sm" href={href(outcome, `${page.next.line},${page.next.id}`)}>
              Next rows
            </LinkButton>
          </div>
        )}
      </Card>
    </div>
  );
}

function cursorOf(after: string | string[] | undefined): { line: number; id: string } | undefined {
  const [, line, id] = /^(\d+),([0-9a-f-]{36})$/.exec(String(after)) ?? [];
  return line && id ? { line: Number(line), id } : undefined;
}

function refusalOf(ctx: Context, entity: Props["found"]["entity"]): string | null {
  const needed = ["import:create", `${entity}:update`, `${entity}:delete`] as const;
  const missing = needed.find((permission) => !ctx.can(permission));
  return missing ? whyNot(missing, ctx) : null;
}
