"use client";

import { ChevronsUpDown, X } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import { cn } from "./cn";
import { fieldStyles } from "./field-styles";
import { type Choice, type Load, useOptions } from "./use-options";

/** Loaded when the field is first used: with what it needs to float it is larger than a form. */
const OptionPopover = dynamic(() => import("./option-popover").then((module) => module.OptionPopover), {
  ssr: false,
});

type Props = {
  id?: string;
  value: Choice | null;
  onValueChange: (choice: Choice | null) => void;
  load: Load;
  placeholder?: string;
  /** Cannot be emptied once chosen. */
  required?: boolean;
  disabled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** Picks one of many records: type to search, arrows and Enter to choose, Esc to leave it as it was. */
export function Combobox({
  value,
  onValueChange,
  load,
  placeholder = "Search",
  required,
  inputRef,
  ...rest
}: Props) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(inputRef, () => input.current as HTMLInputElement);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const { choices, status } = useOptions(load, query, open);
  const close = () => {
    setOpen(false);
    setQuery("");
    setActive(0);
  };
  const choose = (choice: Choice | null) => {
    onValueChange(choice);
    close();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      if (open && choices.length) setActive((active + move + choices.length) % choices.length);
      else setOpen(true);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const choice = choices[active];
      if (choice && status === "ready") choose(choice);
    } else if (event.key === "Escape" && open) {
      // Closes the list only, not the dialog around it.
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") close();
  };
  return (
    <span className="relative block">
      <input
        {...rest}
        ref={input}
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && choices[active] ? `${listId}-${active}` : undefined}
        className={cn(fieldStyles, "pr-14")}
        placeholder={value ? value.label : placeholder}
        value={open ? query : (value?.label ?? "")}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <span className="absolute top-1/2 right-1 flex -translate-y-1/2 items-center text-muted">
        {value && !required && !rest.disabled && (
          <button
            type="button"
            aria-label="Clear"
            onClick={() => choose(null)}
            className="flex size-6 items-center justify-center rounded-sm hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
        <ChevronsUpDown aria-hidden className="pointer-events-none mx-1 size-3.5" />
      </span>
      {open && (
        <OptionPopover
          anchor={input}
          onClose={close}
          id={listId}
          choices={choices}
          status={status}
          active={active}
          chosen={value?.id}
          onActive={setActive}
          onChoose={choose}
        />
      )}
    </span>
  );
}
