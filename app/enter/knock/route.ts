export { knockRoute as GET } from "@/lib/workspaces/routes";
