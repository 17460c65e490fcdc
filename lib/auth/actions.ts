"use server";

import { toAction } from "@/lib/kernel/action";
import { signIn, signOut, signUp } from "./commands";
import { clearSessionCookie, setSessionCookie } from "./session-cookie";

export const signUpAction = toAction(signUp);
export const signInAction = toAction(signIn, setSessionCookie);
export const signOutAction = toAction(signOut, clearSessionCookie);
