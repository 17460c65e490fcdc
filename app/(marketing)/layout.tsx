import Link from "next/link";
import type { ReactNode } from "react";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { Wordmark } from "@/components/shell/wordmark";
import { LinkButton } from "@/components/ui/button";
import { signOutAction } from "@/lib/auth/actions";
import { visitorContext } from "@/lib/kernel/page";

/** The frame of the apex: who you are, and the way to your workspaces. */
export default async function ApexLayout({ children }: { children: ReactNode }) {
  const { user } = await visitorContext();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b">
        <nav aria-label="Tenantry" className="mx-auto flex h-14 max-w-280 items-center gap-2 px-4 sm:px-6">
          <Link href="/" aria-label="Tenantry, start" className="mr-auto rounded-sm">
            <Wordmark />
          </Link>
          {user ? (
            <>
              <SignOutButton signOut={signOutAction} variant="ghost" />
              <LinkButton href="/workspaces">Your workspaces</LinkButton>
            </>
          ) : (
            <>
              <LinkButton href="/sign-in" variant="ghost">
                Sign in
              </LinkButton>
              <LinkButton href="/sign-up">Sign up</LinkButton>
            </>
          )}
        </nav>
      </header>
      <main className="flex-1">{children}</main>
    </div>
  );
}
