import { cn } from "./cn";

const sizes = { sm: "size-5 text-[10px]", md: "size-7 text-xs", lg: "size-10 text-base" };

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first, last] = [words[0] ?? "", words.length > 1 ? (words.at(-1) ?? "") : ""];
  return [first, last]
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}

type Props = {
  name: string;
  size?: keyof typeof sizes /** Companies are square, people are round. */;
  square?: boolean;
};

/** Initials beside a written name, so screen readers skip them. */
export function Avatar({ name, size = "md", square }: Props) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center border border-line bg-surface font-medium text-muted",
        square ? "rounded-sm" : "rounded-full",
        sizes[size],
      )}
    >
      {initials(name)}
    </span>
  );
}
