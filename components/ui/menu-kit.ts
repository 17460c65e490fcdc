/** Radix's menu, apart: with what it needs to float it is a fifth of a page's script, and most pages never open one. */
export { DropdownMenu as Radix } from "radix-ui";
