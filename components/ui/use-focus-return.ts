import { useRef } from "react";

/**
 * Gives focus back to where it was before a dialog opened. Radix gives it to the dialog's trigger, and ours have none:
 * they are opened by state, a row's key or a menu.
 */
export function useFocusReturn() {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    },
  };
}
