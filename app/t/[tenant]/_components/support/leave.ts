import { toastError } from "@/components/ui/toast";
import { leaveAction } from "@/lib/support/actions";

/** Ends the visit and goes back to the console by a full load: nothing that support saw stays in memory. */
export async function leaveSupport(consoleUrl: string): Promise<void> {
  const result = await leaveAction(undefined).catch(() => null);
  // A visit that is over already is left all the same.
  if (result?.ok || result?.error.code === "unauthenticated") return window.location.assign(consoleUrl);
  toastError(result?.error.message ?? "This did not reach the server: you are still inside. Try again.");
}
