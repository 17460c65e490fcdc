"use client";

import { usePathname } from "next/navigation";

/** The path as the address bar shows it: the server may know the rewritten one, `/t/<workspace>/deals` or `/admin/moves`. */
export function usePath(): string {
  return usePathname().replace(/^\/(t\/[^/]+|admin)(?=\/|$)/, "") || "/";
}

/** Whether `href` is where we are, or a parent of it. */
export function isWithin(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
