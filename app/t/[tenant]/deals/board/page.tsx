import type { Metadata } from "next";
import { type ComponentProps, Suspense } from "react";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { dealList } from "@/lib/deals/schema";
import { pageContext } from "@/lib/kernel/page";
import { parseListState } from "@/lib/lists/state";
import type { ListProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { dealViews } from "../_components/views";
import { Board } from "./_components/board";
import { BoardSkeleton } from "./_components/board-skeleton";
import { loadBoard } from "./_components/load-board";

export const metadata: Metadata = { title: "Board" };

export default async function BoardPage({ params, searchParams }: ListProps) {
  const [ctx, query] = await Promise.all([pageContext(params, "deal:read"), searchParams]);
  await pageContext(params, "pipeline:read");
  const state = parseListState(query, dealList);
  const show = typeof query.show === "string" ? query.show : "";
  const refusals = refusalsOf(ctx, "deal");
  return (
    <>
      <PageBar
        title="Deals"
        tabs={dealViews("board", query)}
        action={<CreateLink href="/deals/new" label="New deal" disabledReason={refusals.create} />}
      />
      <Suspense fallback={<BoardSkeleton />}>
        <Columns loading={loadBoard(ctx, state, show)} q={state.q} disabledReason={refusals.update} />
      </Suspense>
    </>
  );
}

type ColumnsProps = Pick<ComponentProps<typeof Board>, "q" | "disabledReason"> & {
  loading: ReturnType<typeof loadBoard>;
};

async function Columns({ loading, ...rest }: ColumnsProps) {
  return <Board {...(await loading)} {...rest} />;
}
