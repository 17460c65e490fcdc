"use client";

import { createContext, type ReactNode, use } from "react";

export type FormatSettings = {
  locale: string;
  zone: string;
  /** The workspace's own currency. */
  currency: string;
  /** The moment of the request, so that server and browser write the same "3 hours ago". */
  now: string;
};

const Context = createContext<FormatSettings>({ locale: "en-US", zone: "UTC", currency: "USD", now: "" });

/** The shell puts it around every page of a workspace. */
export function FormatProvider({ settings, children }: { settings: FormatSettings; children: ReactNode }) {
  return <Context value={settings}>{children}</Context>;
}

export const useFormat = () => use(Context);
