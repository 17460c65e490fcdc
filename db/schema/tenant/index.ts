export * from "./activities";
export * from "./audit";
export * from "./companies";
export * from "./contacts";
export * from "./deals";
export * from "./members";
export * from "./pipelines";
export * from "./products";
