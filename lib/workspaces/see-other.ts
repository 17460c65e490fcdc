/** A relative redirect (RFC 9110, section 10.2.2): behind a proxy, the server does not know how it is called outside. */
export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
