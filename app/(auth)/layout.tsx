import type { ReactNode } from "react";
import { Wordmark } from "@/components/shell/wordmark";

/** The quiet frame of sign-in and sign-up. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-90 content-start gap-8 px-4 pt-[14vh] pb-12">
      <Wordmark />
      {children}
    </main>
  );
}
