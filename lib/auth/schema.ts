import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password";

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "This address is too long.")
  .pipe(z.email("This is not an e-mail address: it reads like name@company.com."));

export const signUpInput = z.object({
  name: z.string().trim().min(1, "Say what to call you.").max(200, "Use at most 200 characters."),
  email,
  password: z
    .string()
    .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
    .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`),
});

/** A password is not measured here beyond what may be hashed: that would tell about it. */
export const signInInput = z.object({
  email,
  password: z
    .string()
    .min(1, "Type your password.")
    .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`),
});
