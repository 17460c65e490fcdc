import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/csp";
import { PATH_HEADER, parseHost, requestHost, route } from "@/lib/tenancy/host";

/** Routes by Host and sets the script policy, and does nothing else: who may do what is decided in the kernel, with or without this file. */
export function middleware(request: NextRequest): NextResponse {
  const host = requestHost(request.headers, process.env.TRUSTED_PROXY === "true");
  const target = parseHost(host, process.env.APP_HOST ?? "localhost:3000");
  const url = request.nextUrl.clone();
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, url.pathname + url.search);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const answer = route(target, url.pathname);
  if (answer) url.pathname = "rewrite" in answer ? answer.rewrite : "/t/-";
  const response = answer
    ? NextResponse.rewrite(url, { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { runtime: "nodejs", matcher: ["/((?!_next/|favicon.ico|icon.svg).*)"] };
