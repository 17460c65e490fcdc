import { SignOutButton } from "@/components/shell/sign-out-button";
import { buttonStyles } from "@/components/ui/button-styles";
import { signOutAction } from "@/lib/auth/actions";
import { anyHostContext } from "@/lib/kernel/page";
import { addressOf } from "@/lib/workspaces/addresses";

/** One page for what does not exist and for what is somebody else's: it does not tell which. */
export default async function NotFoundPage() {
  const ctx = await anyHostContext().catch(() => null);
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-1 px-6 text-center">
      <title>Not found · Tenantry</title>
      <h1 className="text-lg">There is nothing here for you</h1>
      <p className="max-w-100 text-muted text-sm">
        This address leads nowhere, or to a workspace that you are not in. Check how it is written, or ask
        whoever gave it to you to add you.
      </p>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        <a href={addressOf(null, "/workspaces")} className={buttonStyles({ variant: "primary" })}>
          Your workspaces
        </a>
        {ctx?.user && <SignOutButton signOut={signOutAction} />}
      </div>
    </main>
  );
}
