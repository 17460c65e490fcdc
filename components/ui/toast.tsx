"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner, toast } from "sonner";

/** Where toasts appear; stands once, in the root layout. */
export function Toaster() {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={theme === "light" || theme === "dark" ? theme : "system"}
      // The middle of the bottom is the one place where lists and forms have no controls.
      position="bottom-center"
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg bg-raised px-4 py-3 font-sans text-sm text-ink shadow-float sm:w-(--width)",
          content: "min-w-0 flex-1",
          icon: "shrink-0",
          description: "text-muted",
          error: "text-danger",
          actionButton: "shrink-0 rounded-md px-2 h-7 font-medium text-accent hover:bg-hover cursor-pointer",
        },
      }}
    />
  );
}

/** Says that something is done; what needs an answer belongs on the page. */
export function toastDone(message: string): void {
  toast(message);
}

export function toastError(message: string): void {
  toast.error(message, { duration: 10_000 });
}

type Outcome = { ok: true } | { ok: false; error: { message: string } };

/** Says what was done and offers to undo it for ten seconds; tells when the undoing is refused. */
export function toastUndo(message: string, undo: () => Promise<Outcome>): void {
  toast(message, {
    duration: 10_000,
    action: {
      label: "Undo",
      onClick: async () => {
        const outcome = await undo().catch(() => null);
        if (outcome?.ok) toast("Undone");
        else toastError(outcome?.error.message ?? "Undo did not reach the server. Nothing was changed.");
      },
    },
  });
}
