"use client";

import { useRef, useState } from "react";
import { FieldRow } from "@/components/form/field";
import { Form } from "@/components/form/form";
import { SelectField, TextField } from "@/components/form/text-fields";
import type { ActionResult } from "@/components/form/types";
import { ComboboxField, DateField } from "@/components/form/value-fields";
import { Button } from "@/components/ui/button";
import { loadFrom } from "@/components/ui/load-from";
import { Refusal } from "@/components/ui/refusal";
import { toastDone } from "@/components/ui/toast";
import { searchPrincipalsAction } from "@/lib/sharing/actions";
import { levelNames, type PrincipalKind, type ShareLevel, shareLevels } from "@/lib/sharing/names";
import { type Preview, PreviewPanel } from "../access/preview";
import { UNREACHED } from "../unreached";
import { type Shared, type ShareInput, sharingOf } from "./verbs";

type Values = { to: string | null; level: ShareLevel; until: string | null; reason: string | null };

const empty: Values = { to: null, level: "see", until: null, reason: null };
const levels = shareLevels.map((value) => ({ value, label: levelNames[value] }));

type Tried = { input: ShareInput; preview: Preview };

/** Gives somebody access: first it is tried, and who gains what is shown; then it is saved. */
export function ShareForm({ resource, id, onShared }: Shared & { onShared: () => Promise<void> }) {
  const [tried, setTried] = useState<Tried | null>(null);
  const [round, setRound] = useState(0);
  const input = useRef<ShareInput>(null);
  const rehearse = async (values: Values) => {
    const asked = inputOf(id, values);
    input.current = asked;
    return atField(await sharingOf[resource].rehearse(asked));
  };
  return (
    <div>
      <div hidden={tried !== null}>
        <Form
          key={round}
          defaultValues={empty}
          action={rehearse}
          submit="See who gains what"
          onSuccess={(preview) => input.current && setTried({ input: input.current, preview })}
        >
          <FieldRow>
            <ComboboxField
              name="to"
              label="Person, team or role"
              load={loadFrom(searchPrincipalsAction)}
              required
            />
            <SelectField name="level" label="What they may do" options={levels} />
          </FieldRow>
          <FieldRow>
            <DateField name="until" label="Until" hint="To the end of this day. Empty: without end." />
            <TextField name="reason" label="Reason" hint="Kept in the audit log." />
          </FieldRow>
        </Form>
      </div>
      {tried && (
        <Confirm
          {...tried}
          resource={resource}
          onBack={() => setTried(null)}
          onShared={async () => {
            setTried(null);
            setRound((count) => count + 1);
            await onShared();
          }}
        />
      )}
    </div>
  );
}

type ConfirmProps = Tried & {
  resource: Shared["resource"];
  onBack: () => void;
  onShared: () => Promise<void>;
};

function Confirm({ resource, input, preview, onBack, onShared }: ConfirmProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setPending(true);
    const result = await sharingOf[resource].share(input).catch(() => null);
    setPending(false);
    if (!result?.ok) return setProblem(result?.error.message ?? UNREACHED);
    toastDone("Access given");
    await onShared();
  };
  return (
    <div className="grid gap-3">
      <PreviewPanel preview={preview} />
      <Refusal>{problem}</Refusal>
      <div className="flex gap-2">
        <Button variant="primary" pending={pending} onClick={save}>
          Give access
        </Button>
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
      </div>
    </div>
  );
}

/** A picker's choice says its kind before its id. Nothing chosen goes as it is: the server says what is missing. */
function inputOf(id: string, { to, ...values }: Values): ShareInput {
  const [kind = "member", chosen = ""] = to?.split("/") ?? [];
  return { ...values, id, to: { kind: kind as PrincipalKind, id: chosen } };
}

/** What is wrong with the kind or the id of a choice is wrong with the choice. */
function atField<Result extends ActionResult>(result: Result): Result {
  if (result.ok || !result.error.fields) return result;
  const fields = Object.entries(result.error.fields).map(([name, messages]) => [
    name.split(".")[0],
    messages,
  ]);
  return { ...result, error: { ...result.error, fields: Object.fromEntries(fields) } };
}
