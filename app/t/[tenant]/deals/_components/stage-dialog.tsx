"use client";

import { Form } from "@/components/form/form";
import { TextareaField } from "@/components/form/text-fields";
import { ComboboxField, DateField, MinorField } from "@/components/form/value-fields";
import { Dialog } from "@/components/ui/dialog";
import { useFormat } from "@/components/ui/format-context";
import { loadFrom } from "@/components/ui/load-from";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { moveDealAction } from "@/lib/deals/actions";
import { dealLabels } from "@/lib/deals/names";
import type { StageField } from "@/lib/deals/stage-rules";
import { dayIn } from "@/lib/format/date";
import type { Stage } from "@/lib/pipelines/schema";
import type { Movable } from "./use-move";

type Props = {
  deal: Movable;
  to: Stage;
  /** What the stage needs and the deal has not. */
  missing: StageField[];
  onClose: () => void;
  onMoved: (version: number) => void;
};

/** Asks for what a stage needs before a deal can be in it. */
export function StageDialog({ deal, to, missing, onClose, onMoved }: Props) {
  const { zone, now } = useFormat();
  const defaults = {
    id: deal.id,
    version: deal.version,
    stageId: to.id,
    valueMinor: null,
    expectedCloseDate: null,
    actualCloseDate: missing.includes("actualCloseDate") ? dayIn(zone, now) : null,
    lostReason: null,
    companyId: null,
    probability: null,
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Move to ${to.name}`}
      description={`${to.name} asks for a little more about “${deal.title}”.`}
    >
      <Form
        defaultValues={defaults}
        action={moveDealAction}
        submit={`Move to ${to.name}`}
        onCancel={onClose}
        onSuccess={({ version }) => onMoved(version)}
      >
        {missing.map((field) => (
          <Asked key={field} field={field} currency={deal.currency ?? undefined} />
        ))}
      </Form>
    </Dialog>
  );
}

function Asked({ field, currency }: { field: StageField; currency?: string }) {
  const common = { name: field, label: dealLabels[field], required: true };
  switch (field) {
    case "valueMinor":
      return <MinorField {...common} currency={currency} />;
    case "companyId":
      return <ComboboxField {...common} load={loadFrom(searchCompaniesAction)} />;
    case "lostReason":
      return <TextareaField {...common} rows={3} />;
    default:
      return <DateField {...common} />;
  }
}
