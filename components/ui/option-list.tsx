import { Check } from "lucide-react";
import { menuItem } from "./menu-styles";
import type { Choice } from "./use-options";

type Props = {
  id: string;
  choices: Choice[];
  status: "loading" | "ready" | "failed";
  active: number;
  chosen: string | undefined;
  onActive: (index: number) => void;
  onChoose: (choice: Choice) => void;
};

/** The results of a combobox. The input keeps the focus and points at the active one. */
export function OptionList({ id, choices, status, active, chosen, onActive, onChoose }: Props) {
  return (
    <>
      <div role="listbox" id={id} aria-label="Results" aria-busy={status === "loading"}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus (aria-activedescendant).
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys.
          <div
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={choice.id === chosen}
            data-highlighted={index === active || undefined}
            className={menuItem}
            // The press must not take the focus away from the input.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => onActive(index)}
            onClick={() => onChoose(choice)}
          >
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.hint && <span className="shrink-0 text-xs text-muted">{choice.hint}</span>}
            {choice.id === chosen && <Check aria-hidden />}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p role="status" className="px-2 py-1.5 text-muted">
          {
            {
              loading: "Searching",
              ready: "Nothing matches",
              failed: "The search failed. Type again to retry.",
            }[status]
          }
        </p>
      )}
    </>
  );
}
