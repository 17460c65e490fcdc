import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** Where a page ends: the sort value of a row, as PostgreSQL writes it (null sorts first), and the row's id. */
export type Cursor = { value: string | null; id: string };

/** A cursor for the URL, good for lists sorted by `sort` alone. It is signed, because PostgreSQL would choke on values made up. */
export function encodeCursor(sort: string, { value, id }: Cursor): string {
  const payload = Buffer.from(JSON.stringify([value, id])).toString("base64url");
  return `${payload}.${signature(sort, payload)}`;
}

/** A cursor from the URL; null when it is none of ours for this sort, and the list then starts at its beginning. */
export function decodeCursor(sort: string, text: string): Cursor | null {
  const [payload = "", given = ""] = text.split(".");
  const [own, other] = [signature(sort, payload), given].map((mark) => Buffer.from(mark)) as [Buffer, Buffer];
  if (own.length !== other.length || !timingSafeEqual(own, other)) return null;
  const [value, id] = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as [
    string | null,
    string,
  ];
  return { value, id };
}

const signature = (sort: string, payload: string): string =>
  createHmac("sha256", env.SECRET).update(`cursor ${sort} ${payload}`).digest("base64url").slice(0, 16);
