"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
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
};

/** What can be done with one record: Edit, also under the key `e`, and Delete with its undo. */
export function RecordActions({ id, editHref, listHref, deletion, cannotEdit, cannotDelete }: Props) {
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
      </Menu>
      <LinkButton variant="primary" href={editHref} disabledReason={cannotEdit}>
        <Pencil aria-hidden />
        <span className="max-sm:sr-only">Edit</span>
      </LinkButton>
    </>
  );
}
