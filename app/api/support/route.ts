export { currentVisitsRoute as GET } from "@/lib/support/routes";
