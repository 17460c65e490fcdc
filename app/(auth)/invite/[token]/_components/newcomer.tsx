"use client";

import { useRef } from "react";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-fields";
import { PASSWORD_MIN } from "@/lib/auth/password";
import { acceptInvitationAction, signUpInvitedAction } from "@/lib/invitations/actions";

type Props = { token: string; email: string; workspace: string };

/** An account for the address that the invitation was mailed to, and into the workspace with it. */
export function Newcomer({ token, email, workspace }: Props) {
  // A second attempt finds the account that the first one made.
  const signedUp = useRef(false);
  return (
    <Form
      defaultValues={{ name: "", password: "" }}
      action={async (values: { name: string; password: string }) => {
        if (!signedUp.current) {
          const result = await signUpInvitedAction({ ...values, token });
          if (!result.ok) return result;
          signedUp.current = true;
        }
        return acceptInvitationAction({ token });
      }}
      submit={`Join ${workspace}`}
      onSuccess={({ url }) => window.location.assign(url)}
    >
      {/* For password managers: the address is the account's name. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <TextField name="name" label="Your name" autoComplete="name" required />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        hint={`At least ${PASSWORD_MIN} characters.`}
        required
      />
    </Form>
  );
}
