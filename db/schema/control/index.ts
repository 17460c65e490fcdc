export * from "./audit";
export * from "./identity";
export * from "./jobs";
export * from "./operators";
export * from "./placements";
export * from "./tenants";
