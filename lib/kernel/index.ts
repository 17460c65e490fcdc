export type { ActionError, ActionResult } from "./action";
export { toAction } from "./action";
export type { Audit, AuditEntry } from "./audit";
export type { Context, VisitorContext } from "./context";
export { systemContext } from "./context";
export {
  defineCommand,
  defineControlCommand,
  defineControlQuery,
  defineQuery,
  together,
  type Verb,
  whyNot,
} from "./verbs";
