"use client";

import { Popover } from "radix-ui";
import { type ComponentProps, type RefObject, useEffect } from "react";
import { cn } from "./cn";
import { floating } from "./menu-styles";
import { OptionList } from "./option-list";

type Props = ComponentProps<typeof OptionList> & {
  anchor: RefObject<HTMLInputElement | null>;
  onClose: () => void;
};

/** The list under a combobox, while it is open. Focus stays in the input: the list is driven from there. */
export function OptionPopover({ anchor, onClose, ...list }: Props) {
  const { id, active } = list;
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor as RefObject<HTMLInputElement>} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (anchor.current?.contains(event.target as Node)) event.preventDefault();
          }}
          // The listbox inside is what it is, to a screen reader; Radix would call it a dialog.
          role="presentation"
          className={cn(
            floating,
            "max-h-72 min-w-[max(var(--radix-popover-trigger-width),14rem)] max-w-88 overflow-y-auto p-1",
          )}
        >
          <OptionList {...list} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
