import { z } from "zod";
import { storable } from "@/lib/format/storable";

export const searchInput = z.object({
  q: z.string().transform(storable).pipe(z.string().trim().min(1).max(200)),
});

/** What was found of one kind: shown under its heading in the command menu. */
export type SearchGroup = {
  heading: string;
  items: { id: string; label: string; hint?: string; href: string }[];
};
