"use client";

import { useEffect, useRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { FieldRow } from "@/components/form/field";
import { SelectField, TextareaField } from "@/components/form/text-fields";
import { DateField, MinorField, NumberField } from "@/components/form/value-fields";
import type { Option } from "@/components/ui/select";
import { dealLabels } from "@/lib/deals/names";
import type { DealInput } from "@/lib/deals/schema";
import type { StageField } from "@/lib/deals/stage-rules";
import type { Stage } from "@/lib/pipelines/schema";

type Props = { stages: Stage[]; currencies: Option[]; locked?: Record<string, string> };

/** The stage, and what depends on it: what it asks for is marked, and what does not apply is not shown. */
export function StageFields({ stages, currencies, locked }: Props) {
  const { setValue } = useFormContext<DealInput>();
  const [stageId, currency] = useWatch<DealInput, ["stageId", "currency"]>({ name: ["stageId", "currency"] });
  const stage = stages.find(({ id }) => id === stageId);
  const before = useRef(stageId);
  useEffect(() => {
    if (before.current === stageId) return;
    before.current = stageId;
    if (!locked?.probability) setValue("probability", stage?.probability ?? null, { shouldDirty: true });
  }, [stageId, stage, setValue, locked]);
  const required = (field: StageField) => stage?.requiredFields.includes(field) ?? false;
  const kind = stage?.kind ?? "open";
  return (
    <>
      <FieldRow>
        <SelectField
          name="stageId"
          label={dealLabels.stageId}
          required
          options={stages.map(({ id, name }) => ({ value: id, label: name }))}
          emptyLabel={locked?.stageId && "Hidden"}
        />
        {kind === "open" ? (
          <NumberField name="probability" label={dealLabels.probability} unit="%" />
        ) : (
          <DateField name="actualCloseDate" label={dealLabels.actualCloseDate} required />
        )}
      </FieldRow>
      {kind === "lost" && (
        <TextareaField
          name="lostReason"
          label={dealLabels.lostReason}
          required={required("lostReason")}
          rows={2}
        />
      )}
      <FieldRow>
        <MinorField
          name="valueMinor"
          label={dealLabels.valueMinor}
          currency={currency || undefined}
          required={required("valueMinor")}
        />
        <SelectField
          name="currency"
          label={dealLabels.currency}
          required
          options={currencies}
          emptyLabel={locked?.currency && "Hidden"}
        />
      </FieldRow>
      <FieldRow>
        <DateField name="startDate" label={dealLabels.startDate} />
        <DateField
          name="expectedCloseDate"
          label={dealLabels.expectedCloseDate}
          required={required("expectedCloseDate")}
        />
      </FieldRow>
    </>
  );
}
