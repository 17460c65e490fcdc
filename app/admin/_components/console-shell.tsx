"use client";

import type { ComponentProps } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { toastError } from "@/components/ui/toast";
import { signOutAction } from "@/lib/auth/actions";
import { searchTenantsAction } from "@/lib/operators/actions";

type Props = Omit<ComponentProps<typeof AppShell>, "search" | "signOut" | "workspace" | "workspaces">;

/** The frame of the console: the workspace's own, without an accent and without a switcher. */
export function ConsoleShell(props: Props) {
  return (
    <div data-console="">
      <AppShell {...props} workspace="Console" search={search} signOut={signOut} />
    </div>
  );
}

async function search(q: string) {
  const result = await searchTenantsAction({ q });
  if (!result.ok) throw new Error(result.error.message);
  const items = result.data.map(({ id, label, hint }) => ({ id, label, hint, href: `/tenants/${id}` }));
  return [{ heading: "Tenants", items }];
}

async function signOut() {
  const result = await signOutAction(undefined);
  if (!result.ok) return toastError(result.error.message);
  // A full load: nothing that this person saw stays in memory.
  window.location.assign("/sign-in");
}
