import { CircleHelp } from "lucide-react";
import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { Refusal } from "@/components/ui/refusal";
import { type Asked, parseQuestion, recordsOf, takesField } from "@/lib/access/schema";
import { pageContext } from "@/lib/kernel/page";
import { Explanation } from "../../_components/access/explanation";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { Question } from "./_components/question";
import { ask } from "./ask";

export const metadata: Metadata = { title: "Access" };

/** Why somebody may do something, or not. About oneself everybody may ask; about others, who may see why they have access. */
export default async function AccessPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params);
  const asked: Asked = parseQuestion(await searchParams);
  const { answer, problem, person } = await ask(ctx, asked);
  const { permission, field } = asked;
  return (
    <>
      <PageBar title="Settings" tabs={settingsTabs("/settings/access")} />
      <PageBody>
        <div className="grid max-w-260 gap-x-8 gap-y-6 lg:grid-cols-[280px_minmax(0,1fr)]">
          <Question
            member={person && { id: person.id, label: person.name }}
            onlyOneself={
              ctx.can("access:read") ? null : "You may ask about yourself. Managers may ask about everybody."
            }
            permission={permission}
            resource={permission && recordsOf(permission)}
            record={answer?.record ? { id: answer.record.id, label: answer.record.name } : null}
            field={field}
            takesField={permission !== null && takesField(permission)}
          />
          {answer && <Explanation answer={answer} />}
          <Refusal className="h-fit">{problem}</Refusal>
          {!answer && !problem && (
            <EmptyState icon={CircleHelp} title="Who may do what, and why">
              Choose an action, and a record if it is about one. The answer goes through every rule that has a
              say.
            </EmptyState>
          )}
        </div>
      </PageBody>
    </>
  );
}
