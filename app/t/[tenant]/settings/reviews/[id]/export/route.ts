export { reviewExportRoute as GET } from "@/lib/reviews/routes";
