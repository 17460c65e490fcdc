"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

const Toasts = dynamic(() => import("./sonner"), { ssr: false });

let wake = () => {};

/** Where toasts appear; stands once, in the root layout, and is nothing until the first one. */
export function Toaster() {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    wake = () => setAwake(true);
  }, []);
  return awake && <Toasts />;
}

async function sonner() {
  wake();
  return (await import("sonner")).toast;
}

/** Says that something is done; what needs an answer belongs on the page. */
export function toastDone(message: string): void {
  void sonner().then((toast) => toast(message));
}

export function toastError(message: string): void {
  void sonner().then((toast) => toast.error(message, { duration: 10_000 }));
}

type Outcome = { ok: true } | { ok: false; error: { message: string } };

/** Says what was done and offers to undo it for ten seconds; tells when the undoing is refused. */
export function toastUndo(message: string, undo: () => Promise<Outcome>): void {
  const onClick = async () => {
    const outcome = await undo().catch(() => null);
    if (outcome?.ok) toastDone("Undone");
    else toastError(outcome?.error.message ?? "Undo did not reach the server. Nothing was changed.");
  };
  void sonner().then((toast) => toast(message, { duration: 10_000, action: { label: "Undo", onClick } }));
}
