import { randomBytes } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { memberships, placements, tenants } from "@/db/schema/control";
import { localPath } from "@/lib/auth/local-path";
import { defineControlQuery } from "@/lib/kernel";
import { slugProblem } from "@/lib/tenancy/slug";
import { wayBack } from "./addresses";
import { knockOf } from "./codes";
import { checkSlugInput, knockInput } from "./schema";
import { freeSlugs, isTaken, takenMessage } from "./slugs";

/** The workspaces that the person is an active member of, by name; `current` is the one whose host this is. */
export const listMyWorkspaces = defineControlQuery({
  name: "workspace.list_mine",
  permission: "signed-in",
  hosts: "workspaces",
  input: z.void(),
  run: async ({ ctx, tx }) => {
    const rows = await tx
      .select({ id: tenants.id, slug: tenants.slug, name: tenants.name })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .innerJoin(placements, eq(placements.tenantId, tenants.id))
      .where(
        and(
          eq(memberships.userId, ctx.user?.id ?? ""),
          eq(memberships.status, "active"),
          isNull(tenants.deletedAt),
          eq(placements.state, "ready"),
        ),
      )
      .orderBy(asc(tenants.name), asc(tenants.slug));
    return rows.map((row) => ({ ...row, current: row.id === ctx.tenant?.id }));
  },
});

/** What is wrong with a slug, in words, and free ones in its place; `problem` null means that it can be had. */
export const checkSlug = defineControlQuery({
  name: "workspace.check_slug",
  permission: "signed-in",
  input: checkSlugInput,
  limits: ({ ctx }) => [{ key: `check-slug:${ctx.user?.id}`, points: 120, seconds: 60 }],
  run: async ({ tx, input: { slug } }): Promise<{ problem: string | null; free: string[] }> => {
    const problem = slugProblem(slug);
    if (problem) return { problem, free: [] };
    if (!(await isTaken(tx, slug))) return { problem: null, free: [] };
    const free = await freeSlugs(tx, slug);
    return { problem: takenMessage(free), free };
  },
});

/** A new key for a browser at the door of this host, and the way back to where it came from, where a code is made for that key. */
export const knock = defineControlQuery({
  name: "workspace.knock",
  permission: "anyone",
  hosts: "workspaces",
  input: knockInput,
  run: async ({ ctx, input: { from, to } }) => {
    const key = randomBytes(24).toString("base64url");
    return { key, url: wayBack(from, ctx.tenant?.slug ?? null, knockOf(key), localPath(to)) };
  },
});
