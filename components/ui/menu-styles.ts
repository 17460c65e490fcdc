/** What floats and lists: menus, popovers, the results of a combobox. */
export const floating = "z-50 animate-appear rounded-lg bg-raised text-sm text-ink shadow-float outline-none";

export const menuItem =
  "flex min-h-7 w-full cursor-pointer select-none items-center gap-2 rounded-sm px-2 text-left outline-none data-[highlighted]:bg-pressed data-[disabled]:cursor-not-allowed data-[disabled]:text-faint [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";
