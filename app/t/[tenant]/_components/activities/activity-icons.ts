import { type LucideIcon, Mail, Phone, SquareCheck, StickyNote, Users } from "lucide-react";
import type { ActivityType } from "@/lib/activities/names";

export const activityIcons: Record<ActivityType, LucideIcon> = {
  call: Phone,
  email: Mail,
  meeting: Users,
  note: StickyNote,
  task: SquareCheck,
};
