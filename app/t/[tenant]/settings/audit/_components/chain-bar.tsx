"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/format-context";
import { Segmented } from "@/components/ui/segmented";
import { RelativeTime } from "@/components/ui/values";
import { verifyAuditAction } from "@/lib/audit/actions";
import { formatNumber } from "@/lib/format/number";
import { Verdict } from "./verdict";

type Chain = { entries: number; unchained: number; signedAt: Date };
type Props = { log: "tenant" | "platform"; chain: Chain | null; tooMany?: boolean };
type Result = Awaited<ReturnType<typeof verifyAuditAction>>;

const views = [
  { id: "tenant", label: "Workspace", href: "/settings/audit" },
  { id: "platform", label: "Platform", href: "/settings/audit/platform" },
];

/** How far the log is chained and signed, and the way to have that checked. */
export function ChainBar({ log, chain, tooMany = false }: Props) {
  const [result, setResult] = useState<Result | null>(null);
  const [pending, start] = useTransition();
  const verify = () => start(async () => setResult(await verifyAuditAction({})));
  return (
    <section aria-label="State of the log" className="grid shrink-0 gap-2 border-b px-5 py-2 max-md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <Segmented label="Whose log" segments={views} current={log} />
        <p className="min-w-0 text-muted">{chain ? <State chain={chain} /> : "No entry is chained yet."}</p>
        <Button size="sm" pending={pending} onClick={verify}>
          Verify
        </Button>
      </div>
      {tooMany && (
        <p role="alert" className="text-sm text-warn">
          More than 50,000 entries match, which is more than one file takes. Choose fewer days, and export
          them one after the other.
        </p>
      )}
      <div role="status" className="empty:-mt-2">
        {result && !result.ok && <p className="text-danger text-sm">{result.error.message}</p>}
        {result?.ok && <Verdict reports={result.data} />}
      </div>
    </section>
  );
}

function State({ chain: { entries, unchained, signedAt } }: { chain: Chain }) {
  const { locale } = useFormat();
  const number = (value: number) => formatNumber(value, locale);
  return (
    <>
      {entries === 1 ? "One entry, " : `${number(entries)} entries in one chain, `}
      its end signed <RelativeTime value={signedAt} />.
      {unchained > 0 && ` ${number(unchained)} older ones are from before the chain.`}
    </>
  );
}
