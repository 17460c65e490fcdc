"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/format-context";
import { Progress } from "@/components/ui/progress";
import { toastDone, toastError } from "@/components/ui/toast";
import { formatNumber } from "@/lib/format/number";
import { cancelImportAction, getImportAction } from "@/lib/imports/actions";
import type { getImport } from "@/lib/imports/queries";

type Import = Awaited<ReturnType<typeof getImport>>;

/** A running import, looked at twice a second. It goes on when the page is left. */
export function RunningView({ initial }: { initial: Import }) {
  const router = useRouter();
  const { locale } = useFormat();
  const [now, setNow] = useState(initial);
  const [cancelling, start] = useTransition();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const result = await getImportAction({ id: initial.id }).catch(() => null);
      if (result?.ok) setNow(result.data);
      if (result?.ok && result.data.state !== "running") {
        if (result.data.state === "done") toastDone(`${initial.fileName} is imported`);
        router.refresh();
      } else timer = setTimeout(look, 500);
    };
    timer = setTimeout(look, 300);
    return () => clearTimeout(timer);
  }, [initial.id, initial.fileName, router]);

  const cancel = () =>
    start(async () => {
      const result = await cancelImportAction({ id: initial.id }).catch(() => null);
      if (!result?.ok) toastError(result?.error.message ?? "This did not reach the server.");
    });
  const total = now.rowsTotal ?? 0;
  const detail = total
    ? `${formatNumber(now.rowsDone, locale)} of ${formatNumber(total, locale)} rows`
    : undefined;
  const asked = cancelling || now.cancelRequestedAt !== null;
  return (
    <Card>
      <Progress
        label={`Importing ${now.fileName}`}
        value={total ? now.rowsDone / total : undefined}
        detail={detail}
      />
      <p className="mt-4 text-muted text-sm">
        You can leave this page: the import goes on. All of it is there at the end, or nothing.
      </p>
      <Button className="mt-4" onClick={cancel} pending={asked}>
        {asked ? "Stopping" : "Cancel the import"}
      </Button>
    </Card>
  );
}
