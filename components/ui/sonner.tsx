"use client";

import { useTheme } from "next-themes";
import { Toaster } from "sonner";

/** Sonner in our look. Loaded with the first toast: most pages never show one. */
export default function Toasts() {
  const { theme } = useTheme();
  return (
    <Toaster
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
