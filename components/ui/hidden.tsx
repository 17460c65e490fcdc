import { Tooltip } from "./tooltip";

/** Stands where a value is that its reader may not see, so that it is not taken for none. */
export function Hidden() {
  return (
    <Tooltip label="Your roles do not show you this. Who manages roles can change that.">
      <span className="text-muted italic">Hidden</span>
    </Tooltip>
  );
}
