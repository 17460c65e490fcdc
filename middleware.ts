import { type NextRequest, NextResponse } from "next/server";
import { parseHost, requestHost, route } from "@/lib/tenancy/host";

/** Routes by Host, and does nothing else: who may do what is decided in the kernel, with or without this file. */
export function middleware(request: NextRequest): NextResponse {
  const target = parseHost(
    requestHost(request.headers, process.env.TRUSTED_PROXY === "true"),
    process.env.APP_HOST ?? "localhost:3000",
  );
  const answer = route(target, request.nextUrl.pathname);
  if (answer === null) return NextResponse.next();
  const url = request.nextUrl.clone();
  url.pathname = "rewrite" in answer ? answer.rewrite : "/t/-";
  return NextResponse.rewrite(url);
}

export const config = { matcher: ["/((?!_next/|favicon.ico|icon.svg).*)"] };
