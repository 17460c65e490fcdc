import { X } from "lucide-react";

type Props = { label: string; items: { id: string; label: string }[]; onRemove: (id: string) => void };

/** What was chosen, each to be taken out again. */
export function Chips({ label, items, onRemove }: Props) {
  if (items.length === 0) return null;
  return (
    <ul aria-label={label} className="flex min-w-0 flex-wrap gap-1">
      {items.map((item) => (
        <li
          key={item.id}
          className="flex h-6 min-w-0 items-center gap-0.5 rounded-sm border bg-surface pl-1.5 text-xs"
        >
          <span className="truncate">{item.label}</span>
          <button
            type="button"
            aria-label={`Remove ${item.label}`}
            onClick={() => onRemove(item.id)}
            className="flex size-6 shrink-0 items-center justify-center text-muted hover:text-ink"
          >
            <X aria-hidden className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}
