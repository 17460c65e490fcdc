// `toAction` is not here but in ./action: it needs Next, and the commands also run without it (CLI, factories, seeds).
export type { Audit } from "./audit";
export { defineCommand } from "./command";
export type { Context, OperatorContext, VisitorContext } from "./context";
export { systemContext } from "./context";
export { defineOperatorCommand, defineOperatorQuery, operatorActor } from "./operator";
export { assertCan, assertFields, masked } from "./records";
export { defineRehearsal } from "./rehearsal";
export {
  defineControlCommand,
  defineControlQuery,
  defineQuery,
  together,
  type Verb,
} from "./verbs";
export { whyNot } from "./why-not";
