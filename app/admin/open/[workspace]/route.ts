export { openAsSupportRoute as GET } from "@/lib/support/routes";
