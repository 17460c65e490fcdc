"use client";

import { createContext, use, useEffect } from "react";

/** Why a field's text is not yet a value ("1,23" is no amount), by field name. A schema never sees such a text. */
export type Checks = Map<string, string>;

const Context = createContext<Checks | null>(null);

export const ChecksProvider = Context;

/** Reports the reason why the field cannot be read, or null once it can; the form refuses to submit with one. */
export function useCheck(name: string): (reason: string | null) => void {
  const checks = use(Context);
  useEffect(
    () => () => {
      checks?.delete(name);
    },
    [checks, name],
  );
  return (reason) => {
    if (reason) checks?.set(name, reason);
    else checks?.delete(name);
  };
}
