"use server";

import { toAction } from "@/lib/kernel/action";
import { searchPrincipals } from "./principals";
import { companySharing, contactSharing, dealSharing } from "./sharing";

export const searchPrincipalsAction = toAction(searchPrincipals);
export const shareCompanyAction = toAction(companySharing.share);
export const rehearseShareCompanyAction = toAction(companySharing.rehearse);
export const unshareCompanyAction = toAction(companySharing.unshare);
export const rehearseUnshareCompanyAction = toAction(companySharing.rehearseUnshare);
export const listCompanySharesAction = toAction(companySharing.shares);
export const companyAudienceAction = toAction(companySharing.audience);
export const shareContactAction = toAction(contactSharing.share);
export const rehearseShareContactAction = toAction(contactSharing.rehearse);
export const unshareContactAction = toAction(contactSharing.unshare);
export const rehearseUnshareContactAction = toAction(contactSharing.rehearseUnshare);
export const listContactSharesAction = toAction(contactSharing.shares);
export const contactAudienceAction = toAction(contactSharing.audience);
export const shareDealAction = toAction(dealSharing.share);
export const rehearseShareDealAction = toAction(dealSharing.rehearse);
export const unshareDealAction = toAction(dealSharing.unshare);
export const rehearseUnshareDealAction = toAction(dealSharing.rehearseUnshare);
export const listDealSharesAction = toAction(dealSharing.shares);
export const dealAudienceAction = toAction(dealSharing.audience);
