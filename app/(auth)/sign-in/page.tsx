import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { localPath } from "@/lib/auth/local-path";
import { anyHostContext } from "@/lib/kernel/page";
import { addressOf } from "@/lib/workspaces/addresses";
import { SignInForm } from "../_components/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Sign-in, on the apex, on every workspace's own host and at the console: a session is of the host that it was started on. */
export default async function SignInPage({ searchParams }: Props) {
  const [ctx, query] = await Promise.all([anyHostContext(), searchParams]);
  const asked = localPath(query.to);
  const to = asked === "/" && ctx.host === "apex" ? "/workspaces" : asked;
  if (ctx.user) redirect(to);
  return (
    <div className="grid gap-4" data-console={ctx.host === "admin" ? "" : undefined}>
      <h1 className="text-xl">
        {ctx.host === "admin"
          ? "Sign in to the console"
          : `Sign in${ctx.tenant ? ` to ${ctx.tenant.slug}` : ""}`}
      </h1>
      {query.reason === "code" && (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm">
          The way in was used already, or its 30 seconds were over. Sign in here, or open the workspace again
          from{" "}
          <a href={addressOf(null, "/workspaces")} className="underline underline-offset-2">
            your workspaces
          </a>
          .
        </p>
      )}
      <SignInForm to={to} />
      {ctx.host === "admin" ? (
        <p className="text-muted text-sm">For the people who run this installation.</p>
      ) : (
        <p className="text-muted text-sm">
          New here?{" "}
          <a href={addressOf(null, "/sign-up")} className="text-accent underline underline-offset-2">
            Create an account
          </a>
        </p>
      )}
    </div>
  );
}
