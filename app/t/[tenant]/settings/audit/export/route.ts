export { auditExportRoute as GET } from "@/lib/audit/routes";
