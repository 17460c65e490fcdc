import { fold } from "@/lib/records/fold";

/** The key that names are compared by; apart from the comparing, which only a server does. */
export const foldName = (text: string): string => fold(text) || text.trim();
