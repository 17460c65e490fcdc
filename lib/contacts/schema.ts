import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import {
  optionalEmail,
  optionalId,
  optionalText,
  requiredText,
  tagList,
  version,
} from "@/lib/records/fields";

/** What people write about a contact: the same for a new one and an edited one. */
export const contactFields = z.object({
  firstName: requiredText("A first name", 100),
  lastName: optionalText(100),
  title: optionalText(),
  companyId: optionalId(),
  email: optionalEmail(),
  phone: optionalText(50),
  ownerId: optionalId(),
  tags: tagList(),
});

export const contactUpdate = contactFields.extend({ id: z.uuid(), version: version() });

export const contactList = {
  sorts: ["name", "created", "updated"],
  defaultSort: "name",
  filters: ["company", "owner", "tag"],
} as const satisfies ListSpec;

export const contactListInput = listInput(contactList);
