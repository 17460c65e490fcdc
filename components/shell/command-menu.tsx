"use client";

import { Command as Cmdk } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useFocusReturn } from "@/components/ui/use-focus-return";
import { current } from "./shortcut-store";
import type { Command, CommandGroup, NavItem } from "./types";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  nav: NavItem[];
  search: (query: string) => Promise<CommandGroup[]>;
};

/** Go anywhere, find any record, do any action of this page. Records come from the server, the rest is here already. */
export function CommandMenu({ open, onOpenChange, nav, search }: Props) {
  const router = useRouter();
  const focus = useFocusReturn();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{ query: string; groups: CommandGroup[]; failed?: boolean }>();
  const wanted = query.trim();
  useEffect(() => {
    if (!open || !wanted) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const groups = await search(wanted).catch(() => null);
      if (!stale) setFound({ query: wanted, groups: groups ?? [], failed: groups === null });
    }, 60);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [open, wanted, search]);

  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) setQuery("");
  };
  const pick = (command: Command) => {
    close(false);
    if (command.href) router.push(command.href);
    else command.run?.();
  };
  const groups = [...(wanted && found ? found.groups : []), ...local(nav, wanted)].filter(
    (group) => group.items.length > 0,
  );
  const waiting = wanted !== "" && found?.query !== wanted;
  return (
    <Radix.Root open={open} onOpenChange={close}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-backdrop" />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-160 -translate-x-1/2 animate-appear overflow-hidden rounded-lg bg-raised shadow-float outline-none"
        >
          <Radix.Title className="sr-only">Search and commands</Radix.Title>
          <Cmdk label="Search and commands" shouldFilter={false} loop>
            <div className="relative border-b">
              <Cmdk.Input
                value={query}
                onValueChange={setQuery}
                placeholder="Find a record, a place, an action"
                className="h-12 w-full bg-transparent px-4 text-base outline-none"
              />
              {waiting && (
                <span aria-hidden className="absolute inset-x-0 bottom-0 block h-px overflow-hidden">
                  <span className="block h-full w-1/4 animate-pass bg-accent" />
                </span>
              )}
            </div>
            <Cmdk.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
              {groups.length === 0 && !waiting && (
                <p role="status" className="px-2.5 py-6 text-center text-muted text-sm">
                  {found?.failed ? "The search did not reach the server." : `Nothing is called “${wanted}”`}
                </p>
              )}
              {groups.map((group) => (
                <Cmdk.Group
                  key={group.heading}
                  heading={group.heading}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
                >
                  {group.items.map((item) => (
                    <Cmdk.Item
                      key={item.id}
                      value={item.id}
                      onSelect={() => pick(item)}
                      className="flex h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 text-sm data-[selected=true]:bg-pressed"
                    >
                      <span className="min-w-0 flex-1 truncate">{item.label}</span>
                      {item.hint &&
                        (item.run ? (
                          <Kbd>{item.hint}</Kbd>
                        ) : (
                          <span className="text-muted text-xs">{item.hint}</span>
                        ))}
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The actions of this page and the places of the workspace that match. */
function local(nav: NavItem[], wanted: string): CommandGroup[] {
  const matches = (label: string) => label.toLowerCase().includes(wanted.toLowerCase());
  const actions = current().map(({ key, label, run }) => ({ id: `action:${key}`, label, hint: key, run }));
  const places = nav
    .filter((item) => !item.disabledReason)
    .map(({ href, label }) => ({ id: `go:${href}`, label, href }));
  return [
    { heading: "Actions", items: actions.filter(({ label }) => matches(label)) },
    { heading: "Go to", items: places.filter(({ label }) => matches(label)) },
  ];
}
