export * from "./tenants";
export * from "./users";
