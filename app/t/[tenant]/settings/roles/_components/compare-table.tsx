import { cn } from "@/components/ui/cn";
import { type ComparedRole, compared, type Side } from "./compare";
import { RuleText } from "./rule-text";

type Names = Readonly<Record<string, string>>;
type Props = { left: ComparedRole; right: ComparedRole; all: boolean };

/** Two roles side by side, each with what it inherits. What differs is marked; what is the same is left out unless it is asked for. */
export function CompareTable({ left, right, all }: Props) {
  const lines = compared(left, right);
  const differing = lines.filter((line) => line.differs);
  const shown = all ? lines : differing;
  return (
    <>
      <p role="status" className="mb-3 text-sm">
        {differing.length === 0
          ? `${left.name} and ${right.name} allow the same.`
          : `${left.name} and ${right.name} differ in ${differing.length} of ${lines.length} permissions.`}
      </p>
      {shown.length > 0 && (
        <section
          aria-label="Permissions of both roles"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          className="relative overflow-x-auto rounded-lg border"
        >
          <table className="w-full table-fixed text-sm sm:min-w-160">
            <thead>
              <tr className="border-b bg-surface text-left text-muted text-xs">
                <th scope="col" className="px-4 py-2 font-medium">
                  Permission
                </th>
                <th scope="col" className="px-3 py-2 font-medium">
                  {left.name}
                </th>
                <th scope="col" className="px-3 py-2 font-medium">
                  {right.name}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr
                  key={line.permission}
                  className={cn("border-b align-top last:border-0", line.differs && "bg-warn-soft")}
                >
                  <th scope="row" className="px-4 py-2 text-left font-normal">
                    {line.description}
                    {line.differs && (
                      <>
                        <span aria-hidden className="text-warn">
                          {" "}
                          ≠
                        </span>
                        <span className="sr-only"> (differs)</span>
                      </>
                    )}
                  </th>
                  <SideCell side={line.left} names={left.names} />
                  <SideCell side={line.right} names={right.names} />
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

function SideCell({ side: { word, closed, special }, names }: { side: Side; names: Names }) {
  return (
    <td className="px-3 py-2">
      <span className={cn(word === "None" || word === "No" ? "text-muted" : "font-medium")}>{word}</span>
      {closed.length > 0 && <span className="block text-muted text-xs">Without {closed.join(", ")}</span>}
      {special.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of them may say the same, and none ever moves.
        <span key={index} className="block text-xs">
          <RuleText rule={rule} names={names} />
        </span>
      ))}
    </td>
  );
}
