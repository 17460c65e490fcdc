"use client";

import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-fields";
import { signInAction } from "@/lib/auth/actions";

type Props = {
  /** A path of this host. */
  to: string;
  known?: { email: string; password: string };
};

export function SignInForm({ to, known = { email: "", password: "" } }: Props) {
  return (
    <Form
      defaultValues={known}
      action={signInAction}
      submit="Sign in"
      // A full load: nothing that was fetched for somebody else stays in the browser.
      onSuccess={() => window.location.assign(to)}
    >
      <TextField name="email" label="E-mail" type="email" autoComplete="username" required autoFocus />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
    </Form>
  );
}
