import { deals } from "@/db/schema/tenant";
import { fold } from "@/lib/records/fold";
import { asIs, pick } from "./pick";
import type { Adapter, Columns, Surroundings } from "./types";

export const dealAdapter: Adapter = {
  entity: "deal",
  table: deals,
  keys: { external_id: { column: "externalId", normalise: asIs } },
  unique: "external_id",
  columns: (values, { currency }) => ({
    ...(values.has("value") ? { currency } : {}),
    ...pick(values, {
      external_id: "externalId",
      title: "title",
      stage: "stageId",
      value: "valueMinor",
      currency: "currency",
      probability: "probability",
      company: "companyId",
      product: "productId",
      owner: "ownerId",
      start_date: "startDate",
      expected_close_date: "expectedCloseDate",
      actual_close_date: "actualCloseDate",
      deal_source: "dealSource",
      lost_reason: "lostReason",
      description: "description",
    }),
  }),
  complete: (columns, existing, around) => {
    const whole = existing ? columns : newDeal(columns, around);
    return {
      ...whole,
      ...(whole.title === undefined ? {} : { titleKey: fold(String(whole.title)) }),
      ...(whole.stageId && whole.stageId !== existing?.stageId ? entering(whole, around) : {}),
    };
  },
  missing: ({ title, externalId }) =>
    title || externalId ? null : "The row has no title, nor anything to make one of",
};

/** A title of product and company where the file has none, the workspace's currency, and the first stage. */
function newDeal(columns: Columns, { currency, stages, nameOf }: Surroundings): Columns {
  const names = [nameOf(columns.productId), nameOf(columns.companyId)].filter(Boolean);
  return {
    currency,
    stageId: stages[0]?.id,
    ...columns,
    title: columns.title ?? (names.join(" for ") || columns.externalId),
  };
}

/** A deal comes to a stage with the stage's probability, on the day that the row has for it. */
function entering(columns: Columns, { stages, now }: Surroundings): Columns {
  const day = columns.actualCloseDate ?? columns.startDate;
  return {
    probability: columns.probability ?? stages.find(({ id }) => id === columns.stageId)?.probability,
    stageEnteredAt: typeof day === "string" ? new Date(`${day}T12:00:00Z`) : now,
  };
}
