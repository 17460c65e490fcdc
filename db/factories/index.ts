export * from "./access";
export * from "./admin";
export * from "./operators";
export * from "./reach";
export * from "./records";
export * from "./tenants";
export * from "./users";
