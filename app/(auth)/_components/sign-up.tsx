"use client";

import Link from "next/link";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-fields";
import { signUpAction } from "@/lib/auth/actions";
import { PASSWORD_MIN } from "@/lib/auth/password";
import { SignInForm } from "./sign-in-form";

/** Sign-up, and then sign-in with the same words: whether the address was new, only its owner gets to know. */
export function SignUp({ to }: { to: string }) {
  const [done, setDone] = useState<{ email: string; password: string } | null>(null);
  if (done) {
    return (
      <div className="grid gap-4">
        <h1 className="text-xl">Sign in to go on</h1>
        <p role="status" className="rounded-md bg-accent-soft px-3 py-2 text-sm">
          If this address is new, your account is ready: sign in. If it had an account before, nothing has
          changed: use the password that you have.
        </p>
        <SignInForm to={to} known={done} />
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <h1 className="text-xl">Create an account</h1>
      <Form
        defaultValues={{ name: "", email: "", password: "" }}
        action={async (values: Parameters<typeof signUpAction>[0]) => {
          const result = await signUpAction(values);
          if (result.ok) setDone({ email: values.email, password: values.password });
          return result;
        }}
        submit="Create account"
      >
        <TextField name="name" label="Your name" autoComplete="name" required autoFocus />
        <TextField name="email" label="E-mail" type="email" autoComplete="username" required />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${PASSWORD_MIN} characters.`}
          required
        />
      </Form>
      <p className="text-muted text-sm">
        Have an account?{" "}
        <Link href="/sign-in" className="text-accent underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </div>
  );
}
