"use client";

import { Switch as Radix } from "radix-ui";

type Props = {
  label: string;
  hint?: string;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
};

/** For what takes effect at once; inside a form that is saved later, a checkbox says the same more honestly. */
export function Switch({ label, hint, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Radix renders the button that this label names.
    <label className="flex min-h-6 items-start gap-3">
      <Radix.Root
        {...rest}
        className="mt-px h-5 w-9 shrink-0 rounded-full border border-edge bg-pressed transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-accent" />
      </Radix.Root>
      <span>
        <span className="block text-sm">{label}</span>
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  );
}
