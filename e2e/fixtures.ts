import type { Browser, Page } from "@playwright/test";
import type { Signed } from "@/db/factories";

/** A new page of somebody who is signed in to a workspace; paths are those of its host. */
export async function pageOf(
  browser: Browser,
  { ctx, cookie }: Pick<Signed, "ctx" | "cookie">,
): Promise<Page> {
  const base = new URL(process.env.E2E_BASE_URL ?? "http://localhost:3000");
  base.hostname = `${ctx.tenant.slug}.${base.hostname}`;
  const context = await browser.newContext({ baseURL: base.href });
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: base.href }]);
  return context.newPage();
}
