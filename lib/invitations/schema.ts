import { z } from "zod";
import { signUpInput } from "@/lib/auth/schema";
import { isStorable, NOT_STORABLE } from "@/lib/format/storable";

const MOST_AT_ONCE = 50;

/** Around an address as mail programs copy it: `Maren Holt <maren@acme.example>`. */
const NAMED = /[^<>,;\n]*<([^<>\s]+)>/g;

/** Addresses as people paste them, with or without names: between commas, semicolons, spaces or lines. In lower case, each once. */
const emails = z
  .string()
  .max(15_000, `Invite at most ${MOST_AT_ONCE} people at once.`)
  .transform((text) => [
    ...new Set(
      text
        .replace(NAMED, " $1 ")
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ])
  .superRefine((all, issues) => {
    const wrong = all.filter((email) => email.length > 254 || !z.email().safeParse(email).success);
    const message =
      all.length === 0
        ? "Type at least one e-mail address."
        : wrong.length > 0
          ? `Not an e-mail address: ${wrong.slice(0, 3).map(short).join(", ")}. It reads like name@company.com.`
          : all.length > MOST_AT_ONCE
            ? `Invite at most ${MOST_AT_ONCE} people at once.`
            : null;
    if (message) issues.addIssue({ code: "custom", message });
  });

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What somebody is to get when they join. */
const gets = {
  roleIds: z.array(z.uuid()).min(1, "Choose at least one role: without one they would see nothing.").max(20),
  teamIds: z.array(z.uuid()).max(20).default([]),
};

export const sendInput = z.object({
  emails,
  ...gets,
  message: z
    .string()
    .trim()
    .max(2000, "Use at most 2,000 characters.")
    .refine(isStorable, NOT_STORABLE)
    .transform((text) => text || null)
    .nullable()
    .default(null),
});

export const checkInput = z.object({ emails: z.array(z.string().max(254)).max(MOST_AT_ONCE), ...gets });

const token = z.string().max(200);

export const tokenInput = z.object({ token });

/** The address is not asked for: it is the one that the link was mailed to. */
export const signUpInvitedInput = signUpInput.pick({ name: true, password: true }).extend({ token });
