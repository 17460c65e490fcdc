import type { Metadata } from "next";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/button";
import { visitorContext } from "@/lib/kernel/page";
import { Isolation } from "./_components/isolation";
import { Screen } from "./_components/screen";

export const metadata: Metadata = {
  title: { absolute: "Tenantry: a CRM that many companies share without ever meeting" },
};

const checks = [
  [
    "Address",
    "Each company has its own host. A session that was started on one is worth nothing on another.",
  ],
  ["Person", "Who is signed in, and an active member of the workspace of this very host."],
  ["Permission", "Every query and every change names the permission that it needs, or it does not compile."],
  [
    "Row",
    "A statement without the tenant's id is refused before it is sent, and PostgreSQL checks once more.",
  ],
];

/** What Tenantry is, shown by what it does. */
export default async function StartPage() {
  const { user } = await visitorContext();
  return (
    <div className="mx-auto grid max-w-280 grid-cols-1 gap-20 px-4 py-16 sm:px-6">
      <section className="grid grid-cols-1 gap-10">
        <div className="grid max-w-160 gap-4">
          <h1 className="text-2xl">A CRM that many companies share without ever meeting</h1>
          <p className="text-lg text-muted">
            Each company has its own address, its own people and its own data: contacts, companies, deals and
            activities. What keeps them apart is checked four times on every request, the last time by the
            database itself.
          </p>
          <div className="flex flex-wrap gap-2">
            <LinkButton href={user ? "/workspaces/new" : "/sign-up"} variant="primary" size="lg">
              Create a workspace
            </LinkButton>
            <LinkButton href={user ? "/workspaces" : "/sign-in"} size="lg">
              {user ? "Your workspaces" : "Sign in"}
            </LinkButton>
          </div>
        </div>
        <Screen
          name="deals"
          alt="A list of deals with their companies, stages, owners and values, filtered by stage"
          caption="The demo workspace: 8,800 sales opportunities in one list, sorted and filtered on the server."
        />
      </section>

      <Section title="The work, and what it adds up to">
        <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
          <Screen
            name="board"
            alt="Deals as cards in columns, one column a stage, with counts and sums"
            caption="The same deals as a board: by drag, or by keyboard."
          />
          <Screen
            name="dashboard"
            alt="Won value by quarter, the pipeline by stage, the win rate and the leaders"
            caption="Every figure leads to the records behind it."
          />
        </div>
      </Section>

      <Section title="Checked four times">
        <ol className="grid gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-2 lg:grid-cols-4">
          {checks.map(([name, text], index) => (
            <li key={name} className="grid content-start gap-1 bg-canvas p-4">
              <span className="font-mono text-faint text-xs">{index + 1}</span>
              <h3 className="text-base">{name}</h3>
              <p className="text-muted text-sm">{text}</p>
            </li>
          ))}
        </ol>
      </Section>

      <Section title="Kept apart as far as a company needs">
        <Isolation />
        <p className="max-w-160 text-muted">
          A workspace moves from one to another while people work in it: no write is lost, and nobody sees a
          gap. Every table is compared on both sides, by count and by hash, before it switches over.
        </p>
      </Section>

      <Section title="One command">
        <p className="max-w-160 text-muted">
          It brings its own PostgreSQL, loads three demo workspaces, one at each level, and serves. No account
          anywhere, nothing to install but Node.
        </p>
        <pre className="w-fit max-w-full overflow-x-auto rounded-lg border bg-surface px-4 py-3 font-mono text-sm">
          <code>npm start</code>
        </pre>
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-6">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}
