import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { operatorContext } from "@/lib/kernel/page";
import { ConsoleShell } from "./_components/console-shell";
import { navigation } from "./_components/navigation";

export const metadata: Metadata = { title: { default: "Console", template: "%s · Console" } };

/** One zone for everybody who runs the platform: its logs are compared with those of servers. */
const FORMAT = { locale: "en-GB", zone: "UTC", currency: "USD" };

/** The frame of the console. Whoever is no operator gets no further than this. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [ctx, jar] = await Promise.all([operatorContext(), cookies()]);
  return (
    <ConsoleShell
      person={{ name: ctx.user.name, email: ctx.user.email, role: "Operator" }}
      nav={navigation}
      format={{ ...FORMAT, now: ctx.now.toISOString() }}
      railCollapsed={jar.get("rail")?.value === "narrow"}
    >
      {children}
    </ConsoleShell>
  );
}
