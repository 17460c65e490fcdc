"use client";

import { Crown, Ellipsis, UserCheck, UserMinus, UserX } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toastDone, toastError, toastUndo } from "@/components/ui/toast";
import { reactivateMemberAction, suspendMemberAction } from "@/lib/members/actions";
import { UNREACHED } from "../../../../_components/unreached";
import type { MemberRefusals } from "../load";
import { RemoveDialog } from "./remove-dialog";
import { TransferDialog } from "./transfer-dialog";

type Props = {
  id: string;
  name: string;
  status: "active" | "suspended" | "removed";
  refusals: MemberRefusals;
};

/** What can be done with a person: shut out and let in again, hand over to, remove. */
export function MemberActions({ id, name, status, refusals }: Props) {
  const [asking, setAsking] = useState<"remove" | "transfer" | null>(null);
  const [pending, setPending] = useState(false);
  const act = async (action: typeof suspendMemberAction, done: () => void) => {
    setPending(true);
    const result = await action({ id }).catch(() => null);
    setPending(false);
    if (result?.ok) done();
    else toastError(result?.error.message ?? UNREACHED);
  };
  const close = () => setAsking(null);
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More actions" pending={pending}>
            {!pending && <Ellipsis aria-hidden />}
          </IconButton>
        }
      >
        {status === "suspended" ? (
          <MenuItem
            disabledReason={refusals.status}
            onSelect={() => act(reactivateMemberAction, () => toastDone(`${name} can work here again`))}
          >
            <UserCheck aria-hidden />
            Bring back
          </MenuItem>
        ) : (
          <MenuItem
            disabledReason={refusals.status}
            onSelect={() =>
              act(suspendMemberAction, () =>
                toastUndo(`${name} is suspended`, () => reactivateMemberAction({ id })),
              )
            }
          >
            <UserX aria-hidden />
            Suspend
          </MenuItem>
        )}
        <MenuItem disabledReason={refusals.transfer} onSelect={() => setAsking("transfer")}>
          <Crown aria-hidden />
          Make owner in my place
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger disabledReason={refusals.remove} onSelect={() => setAsking("remove")}>
          <UserMinus aria-hidden />
          Remove from the workspace
        </MenuItem>
      </Menu>
      {asking === "remove" && <RemoveDialog id={id} name={name} onClose={close} />}
      {asking === "transfer" && <TransferDialog id={id} name={name} onClose={close} />}
    </>
  );
}
