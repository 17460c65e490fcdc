"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";

type Props = { label: string; cell: string; onCorrect: (value: string) => void };

/** A bad cell, to be corrected where it stands: Enter or leaving it keeps the new value, Escape the old one. */
export function CellInput({ label, cell, onCorrect }: Props) {
  const [value, setValue] = useState(cell);
  const keep = () => {
    if (value !== cell) onCorrect(value);
  };
  return (
    <Input
      aria-label={label}
      aria-invalid
      className="w-56"
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key === "Escape") setValue(cell);
      }}
    />
  );
}
