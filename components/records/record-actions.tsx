"use client";

import { CircleHelp, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useShortcut } from "@/components/shell/use-shortcut";
import { LinkButton } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { type Deletion, useDelete } from "./use-delete";

type Props = {
  id: string;
  editHref: string;
  /** Where to go once the record is deleted. */
  listHref: string;
  deletion: Deletion;
  cannotEdit: string | null;
  cannotDelete: string | null;
  /** Where it is explained who may do what with it, and why. */
  whyHref: string;
};

/** What can be done with one record: Edit, also under the key `e`, and Delete with its undo. */
export function RecordActions(props: Props) {
  const { id, editHref, listHref, deletion, cannotEdit, cannotDelete, whyHref } = props;
  const router = useRouter();
  const { run, pending } = useDelete(deletion, () => router.push(listHref));
  useShortcut("e", `Edit this ${deletion.nouns[0]}`, cannotEdit ? null : () => router.push(editHref));
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More actions" pending={pending}>
            {!pending && <Ellipsis aria-hidden />}
          </IconButton>
        }
      >
        <MenuItem danger disabledReason={cannotDelete} onSelect={() => run([id])}>
          <Trash2 aria-hidden />
          Delete
        </MenuItem>
        <MenuItem href={whyHref}>
          <CircleHelp aria-hidden />
          Who may do what, and why
        </MenuItem>
      </Menu>
      <LinkButton variant="primary" href={editHref} disabledReason={cannotEdit}>
        <Pencil aria-hidden />
        <span className="max-sm:sr-only">Edit</span>
      </LinkButton>
    </>
  );
}
