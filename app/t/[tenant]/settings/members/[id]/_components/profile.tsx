import { PropertyList } from "@/components/ui/property-list";
import { DateText, RelativeTime } from "@/components/ui/values";
import type { MemberPage } from "@/lib/members/get";
import type { listPresence } from "@/lib/members/presence";

type Props = { member: MemberPage; presence: Awaited<ReturnType<typeof listPresence>>[number] | null };

/** Who they are here. Without presence they have never been able to sign in. */
export function Profile({ member, presence }: Props) {
  return (
    <PropertyList
      items={[
        { label: "E-mail", value: member.email },
        { label: "Job title", value: member.title },
        { label: "Phone", value: member.phone },
        { label: "Since", value: <DateText value={member.joinedAt} /> },
        { label: "Last seen", value: <RelativeTime value={presence?.lastSeenAt ?? null} /> },
        { label: "Two-factor", value: presence && (presence.hasSecondFactor ? "On" : "Off") },
      ]}
    />
  );
}
