import type { Metadata } from "next";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { LinkButton } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { signOutAction } from "@/lib/auth/actions";
import { formatDate } from "@/lib/format/date";
import { peekInvitation } from "@/lib/invitations/accept";
import { orNotFound, visitorContext } from "@/lib/kernel/page";
import { SignInForm } from "../../_components/sign-in-form";
import { AcceptButton } from "./_components/accept-button";
import { Newcomer } from "./_components/newcomer";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** Where a mailed invitation leads. Looking at it changes nothing: mail programs look ahead. */
export default async function InvitePage({ params }: Props) {
  const [ctx, { token }] = await Promise.all([visitorContext(), params]);
  const invitation = await orNotFound(peekInvitation(ctx, { token }));
  if (!invitation.isOpen) return <Closed {...invitation} isSignedIn={ctx.user !== null} />;
  const { workspace, inviter, email, message, expiresAt, settings, account, isMine } = invitation;
  const here = `/invite/${token}`;
  return (
    <div className="grid gap-4">
      <h1 className="text-xl">Join {workspace}</h1>
      <p className="text-sm">
        {inviter ?? workspace} invites <strong className="font-semibold">{email}</strong>. The invitation ends
        on {formatDate(expiresAt, settings.locale, settings.zone)}.
      </p>
      {message && (
        <blockquote className="whitespace-pre-wrap break-words border-line-strong border-l-2 pl-3 text-muted text-sm">
          {message}
        </blockquote>
      )}
      {isMine === true && <AcceptButton token={token} workspace={workspace} />}
      {isMine === false && (
        <>
          <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm">
            You are signed in as {ctx.user?.email}, and this invitation is for {email}. Sign out, then come
            back as {email}.
          </p>
          <div className="flex gap-2">
            <SignOutButton signOut={signOutAction} variant="primary" to={here} />
            <LinkButton href="/workspaces">Your workspaces</LinkButton>
          </div>
        </>
      )}
      {isMine === null && account === null && <Newcomer token={token} email={email} workspace={workspace} />}
      {isMine === null && account !== null && (
        <>
          <p className="text-muted text-sm">You have an account: sign in with its password, and join.</p>
          <SignInForm to={here} known={{ email, password: "" }} />
          {account === "unverified" && (
            <details className="text-sm">
              <summary className="cursor-pointer text-accent">I have no password for this address</summary>
              <p className="py-3 text-muted">
                Nobody has shown yet that this account is theirs. This link shows that it is yours: choose a
                password, and the one from before is over.
              </p>
              <Newcomer token={token} email={email} workspace={workspace} />
            </details>
          )}
        </>
      )}
    </div>
  );
}

type ClosedProps = { problem: string; slug: string | null; isSignedIn: boolean };

/** A link that opens nothing, why, and where to go instead. */
function Closed({ problem, slug, isSignedIn }: ClosedProps) {
  return (
    <div className="grid gap-4">
      <h1 className="text-xl">This invitation is over</h1>
      <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm">
        {problem}
      </p>
      <div>
        {slug ? (
          // An ordinary link: it leads to another host, and must not be fetched ahead.
          <a href={`/open/${slug}`} className={buttonStyles({ variant: "primary" })}>
            Open the workspace
          </a>
        ) : (
          <LinkButton href={isSignedIn ? "/workspaces" : "/sign-in"}>
            {isSignedIn ? "Your workspaces" : "Sign in"}
          </LinkButton>
        )}
      </div>
    </div>
  );
}
