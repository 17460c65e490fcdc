import type { Choice } from "@/components/ui/use-options";
import type { getActivity } from "@/lib/activities/queries";

/** What an activity is about: at least one of them. */
export type About = { contactId?: string | null; companyId?: string | null; dealId?: string | null };

export type Activity = Awaited<ReturnType<typeof getActivity>>;

/** The person at the keyboard; null where the system is. */
export type Me = Choice | null;
