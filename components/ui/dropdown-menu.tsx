"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import type { DropdownMenu } from "radix-ui";
import {
  type ComponentProps,
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  use,
  useState,
} from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { floating, menuItem } from "./menu-styles";

type Kit = typeof DropdownMenu;

const KitContext = createContext<Kit | null>(null);
const loadKit = () => import("./menu-kit").then((module) => module.Radix);

function useKit(): Kit {
  const kit = use(KitContext);
  if (!kit) throw new Error("A menu's items stand inside a <Menu>.");
  return kit;
}

type MenuProps = {
  /** One button: `<Button>` or `<IconButton>`. */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom" | "right";
};

/** A menu of actions: `<Menu trigger={…}><MenuItem onSelect={…}>Edit</MenuItem></Menu>`. */
export function Menu({ trigger, children, align = "end", side = "bottom" }: MenuProps) {
  const [Radix, setRadix] = useState<Kit>();
  const [open, setOpen] = useState(false);
  if (!Radix) {
    const first = async () => {
      const kit = await loadKit();
      setRadix(kit);
      setOpen(true);
    };
    return cloneElement(trigger as ReactElement<ComponentProps<"button">>, {
      "aria-haspopup": "menu",
      "aria-expanded": false,
      // Fetched on the way to the press, so that the press itself does not wait.
      onPointerEnter: loadKit,
      onFocus: loadKit,
      onClick: first,
      onKeyDown: (event: KeyboardEvent) => event.key === "ArrowDown" && void first(),
    });
  }
  return (
    <Radix.Root modal={false} open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            floating,
            "max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-72 overflow-y-auto p-1",
          )}
        >
          <KitContext value={Radix}>{children}</KitContext>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = Omit<ComponentProps<Kit["Item"]>, "disabled"> & {
  href?: string;
  /** The href leads to another host: an ordinary link, which is not fetched ahead. */
  leaves?: boolean;
  danger?: boolean;
  shortcut?: string;
  /** Why it cannot be chosen; shown under the words, since a menu has no room for tooltips. */
  disabledReason?: string | null;
};

export function MenuItem({
  href,
  leaves,
  danger,
  shortcut,
  disabledReason,
  className,
  children,
  ...rest
}: ItemProps) {
  const Radix = useKit();
  const look = cn(menuItem, danger && "text-danger [&_svg]:text-danger", className);
  if (disabledReason) {
    return (
      // Not `disabled` for Radix, which would take it out of reach of the keyboard and of its reason.
      <Radix.Item
        {...rest}
        aria-disabled
        onSelect={(event) => event.preventDefault()}
        className={cn(look, "cursor-not-allowed flex-wrap gap-y-0 py-1 text-faint [&_svg]:text-faint")}
      >
        {children}
        <span className="w-full text-xs text-muted">{disabledReason}</span>
      </Radix.Item>
    );
  }
  const inside = (
    <>
      {children}
      {shortcut && (
        <span className="ml-auto pl-4">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
    </>
  );
  return (
    <Radix.Item {...rest} asChild={href !== undefined} className={look}>
      {href === undefined ? inside : leaves ? <a href={href}>{inside}</a> : <Link href={href}>{inside}</Link>}
    </Radix.Item>
  );
}

type CheckItemProps = { checked: boolean; onCheckedChange: (checked: boolean) => void; children: ReactNode };

/** Switches one thing on or off and leaves the menu open, so that several can be changed. */
export function MenuCheckItem({ checked, onCheckedChange, children }: CheckItemProps) {
  const Radix = useKit();
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      className={menuItem}
    >
      <span className="flex size-4 items-center justify-center">{checked && <Check aria-hidden />}</span>
      {children}
    </Radix.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const Radix = useKit();
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-xs text-muted">{children}</Radix.Label>;
}

export function MenuSeparator() {
  const Radix = useKit();
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
