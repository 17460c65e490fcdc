import { Check, Minus, X } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Answer, AnswerLink, AnswerStep } from "@/lib/access/answer";

/** A decision and how it came about: the five steps in their order, with what stood in each and what became of it. */
export function Explanation({ answer }: { answer: Answer }) {
  const { allowed, verdict, because, help, steps } = answer;
  const Icon = allowed ? Check : X;
  return (
    <section aria-label="The decision" className="grid min-w-0 content-start gap-5">
      <header className="flex items-start gap-3 rounded-lg border px-4 py-3">
        <span
          className={cn(
            "mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-full border",
            allowed ? "border-accent text-accent" : "border-danger text-danger",
          )}
        >
          <Icon role="img" aria-label={allowed ? "Allowed" : "Not allowed"} className="size-4" />
        </span>
        <div className="min-w-0" role="status">
          <h2 className="break-words text-lg">{verdict}</h2>
          <p className="mt-0.5 break-words text-muted text-sm">{because}</p>
          {help && <p className="mt-2 break-words text-sm">{help}</p>}
        </div>
      </header>
      <ol className="grid gap-0">
        {steps.map((step) => (
          <Step key={step.step} {...step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step, title, outcome, says, links }: AnswerStep) {
  const reached = outcome !== "not reached";
  return (
    <li className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className={cn(
          "flex size-6 items-center justify-center rounded-full border text-xs tabular-nums",
          outcome === "decides" ? "border-accent font-semibold text-accent" : "text-muted",
        )}
      >
        {step}
      </span>
      <div className="min-w-0">
        <h3 className={cn("flex min-h-6 flex-wrap items-center gap-2 text-base", !reached && "text-muted")}>
          {title}
          {outcome === "decides" && <Badge tone="accent">Decides</Badge>}
        </h3>
        <p className="text-muted text-sm">{says}</p>
        {links.length > 0 && (
          <ul className="mt-2 divide-y rounded-md border">
            {links.map((link) => (
              <Rule key={link.key} link={link} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Rule({ link: { says, from, applies, decides, why, saw } }: { link: AnswerLink }) {
  const Icon = applies ? Check : Minus;
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 px-3 py-2 text-sm">
      <Icon
        role="img"
        aria-label={applies ? "Applies" : "Does not apply"}
        className={cn("mt-0.5 size-4", applies ? "text-accent" : "text-faint")}
      />
      <div className="grid min-w-0 gap-0.5">
        <p className={cn("break-words", decides ? "font-semibold" : !applies && "text-muted")}>{says}</p>
        <p className="flex flex-wrap gap-x-2 break-words text-muted">
          {from.map(({ words, href }) =>
            href ? (
              <Link key={words} href={href} className="text-accent hover:underline">
                {words}
              </Link>
            ) : (
              <span key={words}>{words}</span>
            ),
          )}
        </p>
        <p className="break-words text-muted">{why}</p>
        {saw.length > 0 && (
          <ul className="grid list-disc gap-0.5 pl-4 text-muted">
            {saw.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
