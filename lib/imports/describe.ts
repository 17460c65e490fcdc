import { fieldOf } from "./fields";
import type { ImportEntity } from "./fields/types";
import type { Question } from "./prepare/prepare";

/** A question about a file as a sentence. */
export function describeQuestion(entity: ImportEntity, question: Question): string {
  const label = fieldOf(entity, question.field)?.label ?? question.field;
  if (question.kind === "date_format" || question.kind === "number_format") {
    const what = question.kind === "date_format" ? "Dates" : "Numbers";
    return `${label}: how is ${question.sample.map((cell) => `“${cell}”`).join(", ")} to be read? ${what} here can be ${question.choices.join(" or ")}.`;
  }
  const { name, count, several, suggestions } = question;
  const often = count === 1 ? "once" : `${count} times`;
  if (several)
    return `${label}: ${suggestions.length} records are named “${name}” (${often} in the file). Which one is it?`;
  const alike = suggestions.map((one) => `“${one.name}”`).join(" or ");
  return `${label}: “${name}” (${often}) is not known.${alike ? ` Is it ${alike}?` : ""}`;
}
