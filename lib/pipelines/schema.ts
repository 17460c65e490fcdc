import type { StageField, stageKinds } from "@/db/schema/tenant";

export type StageKind = (typeof stageKinds)[number];

/** A step of a pipeline, as pages and forms need it. */
export type Stage = {
  id: string;
  name: string;
  kind: StageKind;
  /** Chance of winning, 0 to 100. */
  probability: number;
  requiredFields: StageField[];
  pipelineId: string;
  pipeline: string;
};
