"use client";

import { useRouter } from "next/navigation";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { getTenantAction } from "@/lib/operators/actions";
import type { getTenant } from "@/lib/operators/tenants";
import { usePoll } from "../../../_components/use-poll";

/** While the worker makes the tenant's place. */
export function BeingMade({ initial }: { initial: Awaited<ReturnType<typeof getTenant>> }) {
  const router = useRouter();
  usePoll(initial, {
    load: () => getTenantAction({ id: initial.id }),
    goesOn: ({ placementState }) => placementState !== "ready",
    onEnd: () => router.refresh(),
  });
  return (
    <Card>
      <Progress label="Its place is being made" detail="A second or two" />
    </Card>
  );
}
