"use client";

import { Copy, Scale, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Refusal } from "@/components/ui/refusal";
import { toastDone, toastError } from "@/components/ui/toast";
import { copyRoleAction, deleteRoleAction } from "@/lib/roles/actions";
import { UNREACHED } from "../../../_components/unreached";

type Props = {
  role: { id: string; name: string; isSystem: boolean };
  cannotCopy: string | null;
  /** Null for a role that can be deleted; it may still be in use. */
  cannotDelete: string | null;
};

/** What can be done with a role as a whole: compare it, copy it, delete it. */
export function RoleActions({ role, cannotCopy, cannotDelete }: Props) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const copy = async () => {
    setPending(true);
    const result = await copyRoleAction({ id: role.id }).catch(() => null);
    setPending(false);
    if (!result?.ok) return toastError(result?.error.message ?? UNREACHED);
    toastDone(`${role.name} was copied`);
    router.push(`/settings/roles/${result.data.id}`);
  };
  const remove = async () => {
    setPending(true);
    const result = await deleteRoleAction({ id: role.id }).catch(() => null);
    setPending(false);
    if (!result?.ok) return setRefusal(result?.error.message ?? UNREACHED);
    setAsking(false);
    toastDone(`${role.name} was deleted`);
    router.push("/settings/roles");
  };
  return (
    <>
      <LinkButton href={`/settings/roles/compare?left=${role.id}`} variant="ghost">
        <Scale aria-hidden />
        <span className="max-sm:sr-only">Compare</span>
      </LinkButton>
      {!role.isSystem && (
        <Button
          variant="ghost"
          disabledReason={cannotDelete}
          onClick={() => {
            setRefusal(null);
            setAsking(true);
          }}
        >
          <Trash2 aria-hidden />
          <span className="max-sm:sr-only">Delete</span>
        </Button>
      )}
      <Button disabledReason={cannotCopy} pending={pending && !asking} onClick={copy}>
        <Copy aria-hidden />
        <span className="max-sm:sr-only">Copy</span>
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${role.name}?`}
        description="A role that nobody has can be deleted. This cannot be undone."
        footer={
          <>
            <Button variant="ghost" onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button variant="danger" pending={pending} onClick={remove}>
              Delete role
            </Button>
          </>
        }
      >
        {refusal && <Refusal>{refusal}</Refusal>}
      </Dialog>
    </>
  );
}
