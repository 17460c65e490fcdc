"use server";

import { setSessionCookie } from "@/lib/auth/session-cookie";
import { toAction } from "@/lib/kernel/action";
import { acceptInvitation, signUpInvited } from "./accept";
import { resendInvitation, revokeInvitation, sendInvitations } from "./commands";

export const sendInvitationsAction = toAction(sendInvitations);
export const resendInvitationAction = toAction(resendInvitation);
export const revokeInvitationAction = toAction(revokeInvitation);
export const signUpInvitedAction = toAction(signUpInvited, setSessionCookie);
export const acceptInvitationAction = toAction(acceptInvitation, async (way) => way);
