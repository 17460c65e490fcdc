import { z } from "zod";
import { type Resource, type ResourceName, resources } from "../resources";
import { check } from "./check";
import type { Condition } from "./schema";

/**
 * A condition as it comes in, for rules about a resource; null for permissions that are not about records. Its messages say where it is
 * wrong and what there is instead.
 */
export const conditionOf = (resourceName: ResourceName | null): z.ZodType<Condition> =>
  z.unknown().transform((value, ctx) => {
    const resource: Resource | null = resourceName && resources[resourceName];
    const result = check(value, resource);
    if ("condition" in result) return value as Condition;
    for (const { path, message } of result.problems) ctx.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });

/** The same at once: `success` with the condition, or `error` with the issues. */
export const parseCondition = (value: unknown, resourceName: ResourceName | null) =>
  conditionOf(resourceName).safeParse(value);
