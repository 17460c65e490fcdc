export { enterRoute as GET } from "@/lib/workspaces/routes";
