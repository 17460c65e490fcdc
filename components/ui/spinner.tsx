import { LoaderCircle } from "lucide-react";

/** Decoration beside words that say what is going on. */
export function Spinner() {
  return <LoaderCircle aria-hidden className="size-4 animate-turn" />;
}
