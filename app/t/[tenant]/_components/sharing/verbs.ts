import {
  companyAudienceAction,
  contactAudienceAction,
  dealAudienceAction,
  listCompanySharesAction,
  listContactSharesAction,
  listDealSharesAction,
  rehearseShareCompanyAction,
  rehearseShareContactAction,
  rehearseShareDealAction,
  rehearseUnshareCompanyAction,
  rehearseUnshareContactAction,
  rehearseUnshareDealAction,
  shareCompanyAction,
  shareContactAction,
  shareDealAction,
  unshareCompanyAction,
  unshareContactAction,
  unshareDealAction,
} from "@/lib/sharing/actions";
import type { SharedResource } from "@/lib/sharing/names";

/** What sharing does on the server, by the kind of record. */
export const sharingOf = {
  company: {
    list: listCompanySharesAction,
    audience: companyAudienceAction,
    rehearse: rehearseShareCompanyAction,
    share: shareCompanyAction,
    unshare: unshareCompanyAction,
    rehearseUnshare: rehearseUnshareCompanyAction,
  },
  contact: {
    list: listContactSharesAction,
    audience: contactAudienceAction,
    rehearse: rehearseShareContactAction,
    share: shareContactAction,
    unshare: unshareContactAction,
    rehearseUnshare: rehearseUnshareContactAction,
  },
  deal: {
    list: listDealSharesAction,
    audience: dealAudienceAction,
    rehearse: rehearseShareDealAction,
    share: shareDealAction,
    unshare: unshareDealAction,
    rehearseUnshare: rehearseUnshareDealAction,
  },
} as const satisfies Record<SharedResource, object>;

type Answer<Action extends (input: never) => Promise<unknown>> =
  Extract<Awaited<ReturnType<Action>>, { ok: true }> extends { data: infer Data } ? Data : never;

export type Share = Answer<typeof listDealSharesAction>[number];
export type Audience = Answer<typeof dealAudienceAction>;
export type ShareInput = Parameters<typeof shareDealAction>[0];

/** The record that a panel is about. */
export type Shared = { resource: SharedResource; id: string };
