import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";

export const stageKinds = ["open", "won", "lost"] as const;

export const pipelines = pgTable(
  "pipelines",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    isDefault: boolean("is_default").notNull().default(false),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("pipelines_name_key").on(t.tenantId, t.name),
    uniqueIndex("pipelines_default_key").on(t.tenantId).where(sql`is_default`),
  ],
);

/** A step of a pipeline. `kind` says whether a deal in it is open, won or lost; `requiredFields` are asked for when a deal enters. */
export const pipelineStages = pgTable(
  "pipeline_stages",
  {
    tenantId: tenantId(),
    id: id(),
    pipelineId: uuid("pipeline_id").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    probability: integer("probability").notNull(),
    kind: text("kind", { enum: stageKinds }).notNull().default("open"),
    requiredFields: jsonb("required_fields").$type<StageField[]>().notNull().default([]),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    ...within("pipeline_stages", t, t.pipelineId, pipelines),
    uniqueIndex("pipeline_stages_name_key").on(t.tenantId, t.pipelineId, t.name),
    check("pipeline_stages_kind_check", sql`${t.kind} in ('open', 'won', 'lost')`),
    check("pipeline_stages_probability_check", sql`${t.probability} between 0 and 100`),
  ],
);

/** Fields of a deal that a stage can ask for. */
export type StageField = "valueMinor" | "expectedCloseDate" | "actualCloseDate" | "lostReason" | "companyId";
