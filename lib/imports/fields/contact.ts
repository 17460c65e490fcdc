import type { Field } from "./types";

export const contactFields: Field[] = [
  { name: "first_name", label: "First name", kind: "text", synonyms: ["given name", "forename"] },
  { name: "last_name", label: "Last name", kind: "text", synonyms: ["surname", "family name"] },
  {
    name: "full_name",
    label: "Full name",
    kind: "text",
    synonyms: ["name", "contact", "contact name", "person"],
  },
  { name: "email", label: "E-mail", kind: "email", synonyms: ["e mail", "email address", "mail"], key: true },
  {
    name: "external_id",
    label: "External id",
    kind: "text",
    synonyms: ["id", "contact id", "record id", "reference"],
    key: true,
  },
  {
    name: "phone",
    label: "Phone",
    kind: "text",
    synonyms: ["telephone", "phone number", "mobile", "mobile phone", "tel"],
  },
  { name: "title", label: "Job title", kind: "text", synonyms: ["position", "role", "function"] },
  {
    name: "company",
    label: "Company",
    kind: "name_of",
    of: "company",
    synonyms: ["account", "account name", "company name", "organisation", "organization", "employer"],
  },
  {
    name: "owner",
    label: "Owner",
    kind: "name_of",
    of: "member",
    synonyms: ["contact owner", "sales agent", "sales rep", "assigned to"],
  },
  { name: "tags", label: "Tags", kind: "list", synonyms: ["tag", "labels", "groups"] },
];
