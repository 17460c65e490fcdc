"use client";

import type { ComponentProps } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { toastError } from "@/components/ui/toast";
import { signOutAction } from "@/lib/auth/actions";
import { searchAllAction } from "@/lib/search/actions";
import { listMyWorkspacesAction } from "@/lib/workspaces/actions";
import { leaveSupport } from "./support/leave";

type Props = Omit<ComponentProps<typeof AppShell>, "search" | "signOut" | "workspaces"> & {
  /** Where the console has this workspace, for support: it has no other workspaces, and leaves in place of signing out. */
  consoleUrl: string | null;
};

/** The shell with what it does on the server: searching, finding workspaces, and signing out. */
export function WorkspaceShell({ consoleUrl, ...props }: Props) {
  return consoleUrl ? (
    <AppShell {...props} search={search} signOut={() => leaveSupport(consoleUrl)} />
  ) : (
    <AppShell {...props} search={search} signOut={signOut} workspaces={workspaces} />
  );
}

async function search(q: string) {
  const result = await searchAllAction({ q });
  if (!result.ok) throw new Error(result.error.message);
  return result.data;
}

async function workspaces() {
  const result = await listMyWorkspacesAction(undefined);
  if (!result.ok) throw new Error(result.error.message);
  return result.data.map(({ name, slug, current }) => ({
    name,
    href: current ? "/" : `/open/${slug}`,
    current,
  }));
}

async function signOut() {
  const result = await signOutAction(undefined);
  if (!result.ok) return toastError(result.error.message);
  // A full load: nothing that this person saw stays in memory.
  window.location.assign("/sign-in");
}
