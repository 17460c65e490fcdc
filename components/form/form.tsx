"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  FormProvider,
  type Path,
  useForm,
} from "react-hook-form";
import { Button } from "@/components/ui/button";
import { ConflictPanel } from "./conflict-panel";
import { type Notes, NotesProvider } from "./notes";
import { type ActionResult, type ConflictDetails, conflictOf } from "./types";
import { useLeaveWarning } from "./use-leave-warning";

type Props<Values extends FieldValues, Data> = {
  defaultValues: NoInfer<DefaultValues<Values>>;
  /** Gets the values as typed, and says at which field something is wrong. */
  action: (values: Values) => Promise<ActionResult<Data>>;
  onSuccess?: (data: Data) => void;
  /** What the button says: "Create deal". */
  submit: string;
  /** It takes something away: the button is red. */
  danger?: boolean;
  onCancel?: () => void;
  /** Why a field cannot be changed in this record, by field name. */
  locked?: Readonly<Record<string, string>>;
  children: ReactNode;
};

const unlocked = {};

/**
 * A form over an action. The schema stays on the server, which reads the values with it; what a field cannot read at all
 * does not get there. Nothing typed is ever lost: an error, a conflict and a dead connection all leave it as it is.
 */
export function Form<Values extends FieldValues, Data>(props: Props<Values, Data>) {
  const { defaultValues, action, onSuccess, submit, danger, onCancel, locked = unlocked, children } = props;
  const notes = useRef<Notes>({ unread: new Map(), labels: new Map(), locked }).current;
  const element = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  const [message, setMessage] = useState<string | null>(null);
  const [conflict, setConflict] = useState<ConflictDetails | null>(null);
  const form = useForm<Values, unknown, Values>({
    resolver: (values) =>
      notes.unread.size > 0 ? { values: {}, errors: unread<Values>(notes) } : { values, errors: {} },
    defaultValues,
    // Not on blur: an error that appears there moves the button away from under the press that caused it.
    mode: "onSubmit",
  });
  const { isSubmitting, dirtyFields } = form.formState;
  const release = useLeaveWarning(Object.keys(dirtyFields).length > 0);
  useEffect(() => {
    if (refusals > 0) element.current?.querySelector<HTMLElement>("[role=alert], [aria-invalid]")?.focus();
  }, [refusals]);

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
    for (const [name, messages] of fields) form.setError(name as Path<Values>, { message: messages[0] });
    // Tells react-hook-form that this submit did not succeed.
    form.setError("root", { message: "refused" });
    setRefusals((count) => count + 1);
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
      <NotesProvider value={notes}>
        {/* `post`: sent before its script has started, a form must not write what is in it into the address. */}
        <form
          ref={element}
          onSubmit={send}
          method="post"
          noValidate
          className="grid max-w-160 grid-cols-1 gap-4"
        >
          {message && (
            <div
              role="alert"
              tabIndex={-1}
              className="wrap-anywhere rounded-md border border-danger bg-danger-soft px-3 py-2 text-sm"
            >
              {message}
            </div>
          )}
          {conflict && <ConflictPanel conflict={conflict} onResolved={() => send()} />}
          {children}
          <div className="flex items-center gap-2 pt-2">
            <Button type="submit" variant={danger ? "danger" : "primary"} pending={isSubmitting}>
              {submit}
            </Button>
            {onCancel && (
              <Button variant="ghost" onClick={onCancel}>
                Cancel
              </Button>
            )}
          </div>
        </form>
      </NotesProvider>
    </FormProvider>
  );
}

/** What fields could not read, as react-hook-form has errors. */
function unread<Values extends FieldValues>(notes: Notes): FieldErrors<Values> {
  const errors = [...notes.unread].map(([name, message]) => [name, { type: "unread", message }]);
  return Object.fromEntries(errors);
}
