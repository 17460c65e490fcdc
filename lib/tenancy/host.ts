import { isReserved, slugProblem } from "./slug";

/** What a Host header stands for. `unknown` is answered like a workspace that does not exist. */
export type HostTarget =
  | { kind: "apex" }
  | { kind: "tenant"; slug: string }
  | { kind: "admin" }
  | { kind: "unknown" };

/**
 * Maps a Host header to what it stands for, given the product's own host (`example.com`, `localhost:3000`).
 * Exact: the port must be ours, one label at most stands before the base, and a name that merely contains the base is unknown.
 * The Host grammar is RFC 9110, section 7.2; a trailing dot is the same name (RFC 1034).
 */
export function parseHost(header: string | null | undefined, appHost: string): HostTarget {
  const base = split(appHost);
  const host = header ? split(header) : null;
  if (!base || !host || host.port !== base.port) return { kind: "unknown" };
  if (host.name === base.name) return { kind: "apex" };
  if (!host.name.endsWith(`.${base.name}`)) return { kind: "unknown" };
  const label = host.name.slice(0, -base.name.length - 1);
  if (label === "admin") return { kind: "admin" };
  if (isReserved(label) || slugProblem(label)) return { kind: "unknown" };
  return { kind: "tenant", slug: label };
}

/**
 * Where the middleware sends a request: `null` leaves it as it is, a path rewrites it, `notFound` hides it.
 * `/t/*` and `/admin/*` are the inside of the house: nobody outside names them.
 */
export function route(target: HostTarget, path: string): { rewrite: string } | { notFound: true } | null {
  if (isUnder(path, ["/t", "/admin"]) || target.kind === "unknown") return { notFound: true };
  if (target.kind === "apex") return null;
  const inside = path === "/" ? "" : path;
  if (target.kind === "admin") return isUnder(path, AT_CONSOLE) ? null : { rewrite: `/admin${inside}` };
  return isUnder(path, AT_WORKSPACES) ? null : { rewrite: `/t/${target.slug}${inside}` };
}

/** Where the middleware tells the pages their own path, as in the address bar. */
export const PATH_HEADER = "x-tenantry-path";

/** Paths that mean the same at the operators' console: sign-in, and machines' endpoints. */
const AT_CONSOLE = ["/api/", "/sign-in"];

/** Paths that mean the same at every workspace: those, and the way from one workspace to another. */
const AT_WORKSPACES = [...AT_CONSOLE, "/sign-up", "/enter", "/open"];

const isUnder = (path: string, prefixes: string[]): boolean =>
  prefixes.some((prefix) =>
    prefix.endsWith("/") ? path.startsWith(prefix) : path === prefix || path.startsWith(`${prefix}/`),
  );

function split(value: string): { name: string; port: string } | null {
  const match = /^([a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(value.trim());
  if (!match?.[1]) return null;
  const name = match[1].toLowerCase().replace(/\.$/, "");
  if (name === "" || name.startsWith(".") || name.includes("..") || name.endsWith(".")) return null;
  return { name, port: match[2] ?? "" };
}

/**
 * The host that a request was made to. `X-Forwarded-Host` counts only behind a proxy that is configured as trusted
 * (its last value: the one that our own proxy added); from anybody else it is just a header.
 */
export function requestHost(
  headers: { get(name: string): string | null },
  trustedProxy = false,
): string | null {
  const forwarded = trustedProxy ? headers.get("x-forwarded-host") : null;
  return forwarded?.split(",").at(-1)?.trim() ?? headers.get("host");
}
