"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ResourceName } from "@/lib/rbac/resources";
import { AttributeSelect } from "./attribute-select";
import { CUSTOM, comparableOf, isAlone, type Test, takesList, testsOf } from "./attributes";
import type { TestDraft } from "./draft";
import { ValueField } from "./value-field";

type Props = {
  draft: TestDraft;
  resource: ResourceName | null;
  onChange: (draft: TestDraft) => void;
  onRemove: () => void;
};

/** One comparison, left to right as it is said: Value, is at most, 10,000. */
export function TestRow({ draft, resource, onChange, onRemove }: Props) {
  const comparable = comparableOf(draft.attr, resource);
  if (!comparable) return null;
  const tests = Object.entries(testsOf[comparable.type]).map(([value, label]) => ({ value, label }));
  const compare = (attr: string) => {
    const type = comparableOf(attr, resource)?.type;
    const keeps = type && draft.test in testsOf[type];
    const test = keeps ? draft.test : (Object.keys(testsOf[type ?? "text"])[0] as Test);
    onChange({ ...draft, attr, test, value: null, problem: null });
  };
  const choose = (test: Test) => {
    const keeps = takesList(test) === takesList(draft.test) && !isAlone(test);
    onChange({ ...draft, test, ...(keeps ? {} : { value: null, problem: null }) });
  };
  const isCustom = draft.attr.startsWith(CUSTOM);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] gap-1.5">
      <div className="grid min-w-0 gap-1.5 sm:grid-cols-[minmax(0,11rem)_minmax(0,10rem)_minmax(0,1fr)]">
        <div className="grid content-start gap-1.5">
          <AttributeSelect
            value={isCustom ? CUSTOM : draft.attr}
            resource={resource}
            onValueChange={compare}
          />
          {isCustom && (
            <Input
              aria-label="Key of the custom field"
              placeholder="Its key"
              autoComplete="off"
              maxLength={60}
              value={draft.attr.slice(CUSTOM.length)}
              onChange={(event) => onChange({ ...draft, attr: CUSTOM + event.target.value.trim() })}
            />
          )}
        </div>
        <Select
          aria-label={`How ${comparable.label} is compared`}
          className="self-start"
          options={tests}
          value={draft.test}
          onChange={(event) => choose(event.target.value as Test)}
        />
        {!isAlone(draft.test) && (
          <ValueField
            // Another attribute or kind of value starts from nothing.
            key={`${draft.attr} ${takesList(draft.test)}`}
            comparable={comparable}
            isList={takesList(draft.test)}
            value={draft.value}
            onValueChange={(value, problem) => onChange({ ...draft, value, problem })}
          />
        )}
      </div>
      <IconButton label={`Remove the condition on ${comparable.label}`} size="icon" onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
