"use client";

import { createContext, use, useEffect } from "react";

/** What the fields of one form tell it and each other, beside their values. */
export type Notes = {
  /** Why a field's text is not yet a value ("1,23" is no amount), by field name. It never reaches the server. */
  unread: Map<string, string>;
  /** What records are called, by id, where a value was set by something else than its own field. */
  labels: Map<string, string>;
  /** Why a field cannot be changed in this record, by field name. */
  locked: Readonly<Record<string, string>>;
};

const Context = createContext<Notes | null>(null);

export const NotesProvider = Context;

export const useLabels = () => use(Context)?.labels;

/** A field's props, with the reason why it cannot be changed where its form has one. */
export function useLock<Props extends { name: string; readOnlyReason?: string | null }>(props: Props): Props {
  const locked = use(Context)?.locked[props.name];
  return locked && !props.readOnlyReason ? { ...props, readOnlyReason: locked } : props;
}

/** Reports the reason why the field cannot be read, or null once it can; the form refuses to submit with one. */
export function useCheck(name: string): (reason: string | null) => void {
  const unread = use(Context)?.unread;
  useEffect(
    () => () => {
      unread?.delete(name);
    },
    [unread, name],
  );
  return (reason) => {
    if (reason) unread?.set(name, reason);
    else unread?.delete(name);
  };
}
