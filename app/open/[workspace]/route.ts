export { openRoute as GET } from "@/lib/workspaces/routes";
