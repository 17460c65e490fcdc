import { formatDate } from "@/lib/format/date";
import type { ResolvedTenant } from "../resolve";

type Standing = Pick<ResolvedTenant, "status" | "statusReason" | "trialEndsAt" | "settings">;

/** What stands above every page of a workspace. `warn` needs somebody; `info` does not yet. */
export type Notice = { tone: "warn" | "info"; text: string };

const DAY_MS = 24 * 60 * 60 * 1000;

/** So many days before its end, a trial says so. */
const TRIAL_NOTICE_DAYS = 3;

const LIFTED_BY = "The people who run this Tenantry can lift it; an owner of the workspace can ask them.";

/** Sentences one after the other, each with its full stop. */
const sentences = (...parts: (string | null)[]): string =>
  parts
    .flatMap((part) => part?.trim() || [])
    .map((part) => (/[.?!]$/.test(part) ? part : `${part}.`))
    .join(" ");

/** Why a workspace can be read and not changed, and who can lift that; null while it can be changed. */
export function refusalOf({
  status,
  statusReason,
}: Pick<Standing, "status" | "statusReason">): string | null {
  if (status === "suspended")
    return sentences(
      "This workspace is suspended: it can be read, and not changed",
      statusReason,
      "Nothing was lost",
      LIFTED_BY,
    );
  if (status === "churned")
    return sentences(
      "This workspace was closed: it can be read, and not changed",
      statusReason,
      "Nothing was lost",
      LIFTED_BY,
    );
  return null;
}

/** What the workspace's people should know about its status; null when there is nothing to say. */
export function noticeOf(tenant: Standing, now: Date): Notice | null {
  const refusal = refusalOf(tenant);
  if (refusal) return { tone: "warn", text: refusal };
  if (tenant.status === "past_due")
    return {
      tone: "warn",
      text: sentences(
        "A payment for this workspace is overdue",
        tenant.statusReason,
        "Everything works for now. An owner can settle it with the people who run this Tenantry",
      ),
    };
  return tenant.status === "trial" ? trialNotice(tenant, now) : null;
}

function trialNotice({ trialEndsAt, settings }: Standing, now: Date): Notice | null {
  const left = trialEndsAt ? trialEndsAt.getTime() - now.getTime() : Number.POSITIVE_INFINITY;
  if (!trialEndsAt || left > TRIAL_NOTICE_DAYS * DAY_MS) return null;
  const days = Math.ceil(left / DAY_MS);
  const date = formatDate(trialEndsAt, settings.locale, settings.zone);
  const when = days > 1 ? `in ${days} days, on ${date}` : left > 0 ? `within a day, on ${date}` : "now";
  return {
    tone: "info",
    text: `The trial of this workspace ends ${when}. From then on it can be read, and not changed. To go on, an owner can ask the people who run this Tenantry.`,
  };
}
