import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { env } from "@/lib/env";
import type { Permission } from "@/lib/rbac/permissions";
import { PATH_HEADER, parseHost, requestHost } from "@/lib/tenancy/host";
import { advise } from "./advice";
import {
  type Context,
  contextOf,
  type OperatorContext,
  operatorOf,
  type VisitorContext,
  visitorOf,
} from "./context";
import { Forbidden, Invalid, NotFound, Unauthenticated } from "./errors";

const requestContext = cache(async (): Promise<Context | "unauthenticated" | "not found" | Forbidden> => {
  try {
    const ctx = await contextOf(new Headers(await headers()));
    await advise(ctx);
    return ctx;
  } catch (error) {
    if (error instanceof Unauthenticated) return "unauthenticated";
    if (error instanceof NotFound) return "not found";
    if (error instanceof Forbidden) return error;
    throw error;
  }
});

/** What to tell somebody who was suspended in this workspace, or removed from it; null for everybody else. */
export async function shutOut(): Promise<string | null> {
  const ctx = await requestContext();
  return ctx instanceof Forbidden ? ctx.message : null;
}

/**
 * The context of a page under `app/t/[tenant]`. The tenant comes from the Host; the path's parameter, which the middleware
 * wrote, has to agree with it. Sends to sign-in without a session; shows "not found" to anybody who is not a member, and
 * "forbidden" to a member without `permission`, or one who was suspended or removed.
 */
export async function pageContext(
  params: Promise<{ tenant: string }>,
  permission?: Permission,
): Promise<Context> {
  const { tenant } = await params;
  const target = parseHost(requestHost(await headers(), env.TRUSTED_PROXY), env.APP_HOST);
  if (target.kind !== "tenant" || target.slug !== tenant) notFound();
  const ctx = await requestContext();
  if (ctx === "not found") notFound();
  if (ctx === "unauthenticated") redirect(await signInPath());
  if (ctx instanceof Forbidden) forbidden();
  if (permission && !ctx.can(permission)) forbidden();
  return ctx;
}

/** The way to sign-in and back to this page. The middleware overwrites the header; without it, the way back is the start. */
export async function signInPath(): Promise<string> {
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  return path === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`;
}

/** The context of a page that stands on every host: sign-in. "Not found" on hosts that are nobody's. */
export const anyHostContext = cache(async (): Promise<VisitorContext> => {
  try {
    return await visitorOf(new Headers(await headers()));
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});

/** The context of a page of the apex; "not found" on every other host. */
export async function visitorContext(): Promise<VisitorContext> {
  const ctx = await anyHostContext();
  if (ctx.host !== "apex") notFound();
  return ctx;
}

/** The context of a page of the apex for people who are signed in; sends everybody else to sign-in. */
export async function signedInContext(): Promise<VisitorContext> {
  const ctx = await visitorContext();
  if (!ctx.user) redirect(await signInPath());
  return ctx;
}

const requestOperator = cache(async (): Promise<OperatorContext | "unauthenticated" | "not found"> => {
  try {
    return await operatorOf(new Headers(await headers()));
  } catch (error) {
    if (error instanceof Unauthenticated) return "unauthenticated";
    if (error instanceof NotFound) return "not found";
    throw error;
  }
});

/** The context of a page of the operators' console; sends everybody else there to sign-in, and is "not found" on other hosts. */
export async function operatorContext(): Promise<OperatorContext> {
  const ctx = await requestOperator();
  if (ctx === "not found") notFound();
  if (ctx === "unauthenticated") redirect(await signInPath());
  return ctx;
}

/** A query's answer for a page, where what does not exist, or is no id at all, is the 404 page. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFound || error instanceof Invalid) notFound();
    throw error;
  }
}
