"use client";

import { createContext, use } from "react";

type Shell = { openCommands: () => void };

export const ShellContext = createContext<Shell>({ openCommands: () => {} });

export const useShell = () => use(ShellContext);
