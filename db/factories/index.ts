export * from "./admin";
export * from "./operators";
export * from "./records";
export * from "./tenants";
export * from "./users";
