import { SignOutButton } from "@/components/shell/sign-out-button";
import { buttonStyles } from "@/components/ui/button-styles";
import { signOutAction } from "@/lib/auth/actions";
import { shutOut } from "@/lib/kernel/page";
import { addressOf } from "@/lib/workspaces/addresses";

/** For who was in a workspace and may not be there now: suspended in it, or removed from it. */
export default async function ForbiddenPage() {
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-1 px-6 text-center">
      <title>No access · Tenantry</title>
      <h1 className="text-lg">This workspace is closed to you</h1>
      <p className="max-w-100 text-muted text-sm">{await shutOut()}</p>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        <a href={addressOf(null, "/workspaces")} className={buttonStyles({ variant: "primary" })}>
          Your workspaces
        </a>
        <SignOutButton signOut={signOutAction} />
      </div>
    </main>
  );
}
