/** Next.js calls this once before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ assertSafeRole }, { env }] = await Promise.all([import("@/db/safe-role"), import("@/lib/env")]);
  await assertSafeRole(env.DATABASE_URL);
}
