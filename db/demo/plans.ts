import type { ActivityType } from "@/lib/activities/names";

/** What happened on a deal (`dueInDays` left out), or is to happen so many days from the day of loading. */
export type Planned = { deal: string; type: ActivityType; subject: string; body: string; dueInDays?: number };

/** Activities of the small workspaces, by workspace, written by hand. */
export const plans: Record<string, Planned[]> = {
  hanami: [
    {
      deal: "HN-1015",
      type: "meeting",
      subject: "Visited the open-air baths",
      body: "Twelve places, all in the rain. Wants untreated cypress.",
    },
    {
      deal: "HN-1015",
      type: "task",
      subject: "Ask the workshop about untreated cypress",
      body: "",
      dueInDays: 2,
    },
    {
      deal: "HN-1016",
      type: "email",
      subject: "Sent the quote for two seasons",
      body: "Prices hold until the end of December.",
    },
    { deal: "HN-1016", type: "call", subject: "Ask whether the quote is clear", body: "", dueInDays: -1 },
    {
      deal: "HN-1017",
      type: "note",
      subject: "Samples are with the okami",
      body: "Two thicknesses; guests choose.",
    },
    { deal: "HN-1018", type: "email", subject: "Sent three winter patterns", body: "" },
    { deal: "HN-1018", type: "task", subject: "Reserve the indigo cloth", body: "", dueInDays: 6 },
    {
      deal: "HN-1019",
      type: "call",
      subject: "Forty gifts instead of twenty-five",
      body: "New total to follow.",
    },
    { deal: "HN-1014", type: "note", subject: "Delivered in two lots, none broken", body: "" },
  ],
  fjordlys: [
    {
      deal: "FL-512",
      type: "meeting",
      subject: "Walked the container yard with Sigurd",
      body: "Masts must stay clear of the crane's turning circle.",
    },
    {
      deal: "FL-512",
      type: "task",
      subject: "Move mast 7 in the light plan",
      body: "",
      dueInDays: 1,
    },
    {
      deal: "FL-512",
      type: "call",
      subject: "Agree on the price of the foundations",
      body: "",
      dueInDays: 4,
    },
    {
      deal: "FL-513",
      type: "email",
      subject: "Handed the offer in",
      body: "Eight pages, with the calculation.",
    },
    {
      deal: "FL-514",
      type: "call",
      subject: "Minus 28 degrees in the cold store",
      body: "Needs the arctic variant.",
    },
    { deal: "FL-514", type: "task", subject: "Ask for test reports at minus 30", body: "", dueInDays: -2 },
    { deal: "FL-515", type: "meeting", subject: "Measure floors 1 and 2", body: "", dueInDays: 9 },
    { deal: "FL-509", type: "note", subject: "Handed over, one panel replaced", body: "" },
  ],
};
