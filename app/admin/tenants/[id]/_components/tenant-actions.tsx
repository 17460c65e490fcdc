"use client";

import { ArrowLeftRight, Ellipsis, Flame, Pause, Play, RotateCcw, Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toastDone, toastError } from "@/components/ui/toast";
import { bringBackTenantAction, resumeTenantAction } from "@/lib/operators/actions";
import { DeleteDialog, EraseDialog, SuspendDialog } from "./lifecycle-dialogs";
import { MoveDialog } from "./move-dialog";

export type Subject = {
  id: string;
  name: string;
  level: string;
  status: string;
  isDeleted: boolean;
  /** Why it cannot be moved just now. */
  cannotMove: string | null;
};

type Question = "move" | "suspend" | "delete" | "erase";

/** What an operator can do to a tenant, beside entering it. */
export function TenantActions({ tenant }: { tenant: Subject }) {
  const [asked, setAsked] = useState<Question | null>(null);
  const [pending, start] = useTransition();
  const { id, name, isDeleted } = tenant;
  const run = (action: typeof resumeTenantAction, done: string) =>
    start(async () => {
      const result = await action({ id }).catch(() => null);
      if (result?.ok) toastDone(done);
      else toastError(result?.error.message ?? "This did not reach the server, and nothing was changed.");
    });
  const frame = (question: Question) => ({
    tenant,
    open: asked === question,
    onClose: () => setAsked(null),
  });
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More actions" pending={pending}>
            {!pending && <Ellipsis aria-hidden />}
          </IconButton>
        }
      >
        {isDeleted ? (
          <>
            <MenuItem onSelect={() => run(bringBackTenantAction, `${name} is back`)}>
              <RotateCcw aria-hidden />
              Restore
            </MenuItem>
            <MenuItem danger onSelect={() => setAsked("erase")}>
              <Flame aria-hidden />
              Erase for good …
            </MenuItem>
          </>
        ) : (
          <>
            <MenuItem disabledReason={tenant.cannotMove} onSelect={() => setAsked("move")}>
              <ArrowLeftRight aria-hidden />
              Move to another level …
            </MenuItem>
            {tenant.status === "suspended" ? (
              <MenuItem onSelect={() => run(resumeTenantAction, `${name} can be changed again`)}>
                <Play aria-hidden />
                Resume
              </MenuItem>
            ) : (
              <MenuItem onSelect={() => setAsked("suspend")}>
                <Pause aria-hidden />
                Suspend …
              </MenuItem>
            )}
            <MenuSeparator />
            <MenuItem danger onSelect={() => setAsked("delete")}>
              <Trash2 aria-hidden />
              Delete …
            </MenuItem>
          </>
        )}
      </Menu>
      <MoveDialog {...frame("move")} />
      <SuspendDialog {...frame("suspend")} />
      <DeleteDialog {...frame("delete")} />
      <EraseDialog {...frame("erase")} />
    </>
  );
}
