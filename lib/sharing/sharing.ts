import { defineSharing } from "./define";

export const companySharing = defineSharing("company");
export const contactSharing = defineSharing("contact");
export const dealSharing = defineSharing("deal");
