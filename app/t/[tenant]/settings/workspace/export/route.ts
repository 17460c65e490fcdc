export { exportRoute as GET } from "@/lib/workspace-settings/routes";
