import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHost, requestHost, route } from "./host";
import { slugFrom, slugProblem } from "./slug";

const BASE = "example.com";
const tenant = (slug: string) => ({ kind: "tenant", slug });
const unknown = { kind: "unknown" };

describe("parseHost", () => {
  it.each([
    ["example.com", { kind: "apex" }],
    ["EXAMPLE.com", { kind: "apex" }],
    ["example.com.", { kind: "apex" }],
    ["acme.example.com", tenant("acme")],
    ["Acme.Example.COM", tenant("acme")],
    ["acme.example.com.", tenant("acme")],
    ["a-1.example.com", tenant("a-1")],
    ["admin.example.com", { kind: "admin" }],
  ])("takes %s", (host, target) => expect(parseHost(host, BASE)).toEqual(target));

  it.each([
    ["", "empty"],
    [null, "missing"],
    ["example.com:3000", "a port that is not ours"],
    ["acme.example.com:80", "a port that is not ours"],
    ["acme.example.com:", "an empty port"],
    ["acme.example.com:abc", "a port that is no number"],
    ["acme.example.com..", "two trailing dots"],
    [".example.com", "an empty label"],
    ["acme..example.com", "an empty label"],
    ["acme.example.com.evil.com", "the base in the middle"],
    ["example.com.evil.com", "the base in front"],
    ["evilexample.com", "a name that ends like the base"],
    ["acme-example.com", "a name that ends like the base"],
    ["a.b.example.com", "several labels"],
    ["www.acme.example.com", "several labels"],
    ["[::1]", "IPv6"],
    ["[::1]:3000", "IPv6"],
    ["127.0.0.1", "IPv4"],
    ["user@acme.example.com", "userinfo"],
    ["acme.example.com@evil.com", "userinfo"],
    ["acme.example.com/x", "a path"],
    ["acme.example.com#x", "a fragment"],
    ["acme.example.com, evil.com", "a list"],
    ["acme.example.com\u0000", "a control character"],
    ["acmé.example.com", "another alphabet"],
    ["\u0430cme.example.com", "a look-alike letter"],
    ["acme.example。com", "a full-width dot"],
    ["acme.ex\u212Ample.com", "the Kelvin sign, lower case k"],
    ["xn--acm-dma.example.com", "a punycode label"],
    ["www.example.com", "a reserved name"],
    ["api.example.com", "a reserved name"],
    ["t.example.com", "a reserved name"],
    ["ab.example.com", "too short"],
    [`${"a".repeat(64)}.example.com`, "too long"],
    ["-acme.example.com", "a hyphen in front"],
    ["acme-.example.com", "a hyphen behind"],
    ["ac_me.example.com", "an underscore"],
  ])("does not know %j (%s)", (host, _why) => expect(parseHost(host, BASE)).toEqual(unknown));

  it("takes our port, and requires it", () => {
    expect(parseHost("acme.localhost:3000", "localhost:3000")).toEqual(tenant("acme"));
    expect(parseHost("localhost:3000", "localhost:3000")).toEqual({ kind: "apex" });
    expect(parseHost("acme.localhost", "localhost:3000")).toEqual(unknown);
    expect(parseHost("acme.localhost:3001", "localhost:3000")).toEqual(unknown);
  });

  it("names a tenant only for one valid label before the very base", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.stringMatching(/^[a-z0-9.:-]{0,30}$/)), (prefix) => {
        const target = parseHost(`${prefix}.${BASE}`, BASE);
        if (target.kind !== "tenant") return;
        expect(target.slug).toBe(prefix.trimStart().toLowerCase());
        expect(slugProblem(target.slug)).toBeNull();
      }),
    );
  });

  it("knows nothing that does not end with the base", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV6(), fc.webUrl()), (host) => {
        if (host.trim().toLowerCase().replace(/\.$/, "").endsWith(BASE)) return;
        expect(parseHost(host, BASE)).toEqual(unknown);
      }),
    );
  });

  it("takes every slug that a workspace may have", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{3,63}$/), (slug) => {
        const target = parseHost(`${slug}.${BASE}`, BASE);
        if (slug === "admin") expect(target).toEqual({ kind: "admin" });
        else expect(target).toEqual(slugProblem(slug) ? unknown : tenant(slug));
      }),
    );
  });
});

describe("route", () => {
  const acme = { kind: "tenant", slug: "acme" } as const;

  it.each([
    ["/", "/t/acme"],
    ["/deals", "/t/acme/deals"],
    ["/sign-inside", "/t/acme/sign-inside"],
    ["/api", "/t/acme/api"],
    ["/workspaces", "/t/acme/workspaces"],
  ])("puts a tenant's %s at %s", (path, rewrite) => expect(route(acme, path)).toEqual({ rewrite }));

  it.each(["/sign-in", "/sign-up", "/enter", "/open/acme", "/api/health"])(
    "leaves %s to every host",
    (path) => {
      expect(route(acme, path)).toBeNull();
      expect(route({ kind: "apex" }, path)).toBeNull();
    },
  );

  const admin = { kind: "admin" } as const;

  it.each([
    ["/", "/admin"],
    ["/tenants/x", "/admin/tenants/x"],
    ["/sign-up", "/admin/sign-up"],
    ["/enter", "/admin/enter"],
    ["/open/acme", "/admin/open/acme"],
  ])("puts the console's %s at %s", (path, rewrite) => expect(route(admin, path)).toEqual({ rewrite }));

  it.each(["/sign-in", "/api/health"])("leaves %s to the console as well", (path) =>
    expect(route(admin, path)).toBeNull(),
  );

  it("hides the inside from every host, and everything from hosts that are nobody's", () => {
    const targets = [acme, { kind: "apex" }, { kind: "admin" }, { kind: "unknown" }] as const;
    for (const target of targets) {
      for (const path of ["/t", "/t/", "/t/acme", "/t/acme/deals", "/admin", "/admin/", "/admin/tenants"])
        expect(route(target, path)).toEqual({ notFound: true });
    }
    for (const path of ["/", "/sign-in", "/api/health"])
      expect(route({ kind: "unknown" }, path)).toEqual({ notFound: true });
  });
});

describe("requestHost", () => {
  const headers = new Headers({
    host: "acme.example.com",
    "x-forwarded-host": "evil.com, other.example.com",
  });

  it("believes a forwarded host from a trusted proxy alone, and of a list the proxy's own", () => {
    expect(requestHost(headers)).toBe("acme.example.com");
    expect(requestHost(headers, true)).toBe("other.example.com");
    expect(requestHost(new Headers({ host: "acme.example.com" }), true)).toBe("acme.example.com");
    expect(requestHost(new Headers())).toBeNull();
  });
});

describe("slugs", () => {
  it("are made of names", () => {
    expect(slugFrom("Vela Robotics GmbH")).toBe("vela-robotics-gmbh");
    expect(slugFrom("  Ærø & Søn!  ")).toBe("r-s-n");
    expect(slugFrom("Café Zürich")).toBe("cafe-zurich");
    expect(slugFrom("株式会社")).toBe("");
  });

  it("are valid whatever the name is, but for their length and what is reserved", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => {
        expect(slugProblem(slugFrom(name)) ?? "").toMatch(/^$|at least 3|reserved|xn--/);
      }),
    );
  });
});
