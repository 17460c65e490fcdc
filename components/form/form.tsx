"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type DefaultValues, FormProvider, type Path, type Resolver, useForm } from "react-hook-form";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { type Checks, ChecksProvider } from "./checks";
import { ConflictPanel } from "./conflict-panel";
import { type ActionResult, type ConflictDetails, conflictOf, type FormSchema } from "./types";
import { useLeaveWarning } from "./use-leave-warning";

type Props<Schema extends FormSchema, Data> = {
  schema: Schema;
  defaultValues: DefaultValues<z.input<Schema>>;
  /** Gets the values as typed; the server reads them with the same schema. */
  action: (values: z.input<Schema>) => Promise<ActionResult<Data>>;
  onSuccess?: (data: Data) => void;
  /** What the button says: "Create deal". */
  submit: string;
  onCancel?: () => void;
  children: ReactNode;
};

/** A form over a schema. Nothing typed is ever lost: an error, a conflict and a dead connection all leave it as it is. */
export function Form<Schema extends FormSchema, Data>(props: Props<Schema, Data>) {
  type Values = z.input<Schema>;
  const { schema, defaultValues, action, onSuccess, submit, onCancel, children } = props;
  const checks = useRef<Checks>(new Map()).current;
  const alert = useRef<HTMLDivElement>(null);
  const [message, setMessage] = useState<string | null>(null);
  const [conflict, setConflict] = useState<ConflictDetails | null>(null);
  const form = useForm<Values, unknown, Values>({
    resolver: withChecks(zodResolver(schema, undefined, { raw: true }) as Resolver<Values>, checks),
    defaultValues,
    // Not on blur: an error that appears there moves the button away from under the press that caused it.
    mode: "onSubmit",
  });
  const { isSubmitting, dirtyFields } = form.formState;
  const release = useLeaveWarning(Object.keys(dirtyFields).length > 0);
  useEffect(() => {
    if (message) alert.current?.focus();
  }, [message]);

  const save = async (values: Values) => {
    setMessage(null);
    setConflict(null);
    const result = await action(values).catch(() => null);
    if (result?.ok) {
      release();
      form.reset(values, { keepValues: true });
      onSuccess?.(result.data);
      return;
    }
    const error = result?.error;
    const fields = Object.entries(error?.fields ?? {}).filter(([name]) => name in form.getValues());
    fields.forEach(([name, messages], index) => {
      form.setError(name as Path<Values>, { message: messages[0] }, { shouldFocus: index === 0 });
    });
    // Tells react-hook-form that this submit did not succeed.
    form.setError("root", { message: "refused" });
    const changed = error && conflictOf(error);
    const said = fields.some(([, messages]) => messages.includes(error?.message ?? ""));
    if (changed) setConflict(changed);
    else if (fields.length === 0 || (error?.code !== "invalid" && !said)) {
      setMessage(error?.message ?? "This did not reach the server. What you typed is still here: try again.");
    }
  };
  const send = form.handleSubmit(save);

  return (
    <FormProvider {...form}>
      <ChecksProvider value={checks}>
        {/* `post`: sent before its script has started, a form must not write what is in it into the address. */}
        <form onSubmit={send} method="post" noValidate className="grid max-w-160 gap-4">
          {message && (
            <div
              ref={alert}
              role="alert"
              tabIndex={-1}
              className="rounded-md border border-danger bg-danger-soft px-3 py-2 text-sm"
            >
              {message}
            </div>
          )}
          {conflict && <ConflictPanel conflict={conflict} onResolved={() => send()} />}
          {children}
          <div className="flex items-center gap-2 pt-2">
            <Button type="submit" variant="primary" pending={isSubmitting}>
              {submit}
            </Button>
            {onCancel && (
              <Button variant="ghost" onClick={onCancel}>
                Cancel
              </Button>
            )}
          </div>
        </form>
      </ChecksProvider>
    </FormProvider>
  );
}

/** The schema's verdict, plus what fields could not read at all; the latter says more and wins. */
function withChecks<Values extends z.input<FormSchema>>(
  resolver: Resolver<Values>,
  checks: Checks,
): Resolver<Values> {
  return async (values, context, options) => {
    const result = await resolver(values, context, options);
    if (checks.size === 0) return result;
    const unread = Object.fromEntries(
      [...checks].map(([name, message]) => [name, { type: "unread", message }]),
    );
    return { values: {}, errors: { ...result.errors, ...unread } as typeof result.errors };
  };
}
