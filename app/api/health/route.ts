import { checkHealth } from "@/lib/health/queries";
import { toGetRoute } from "@/lib/kernel/route";

export const GET = toGetRoute(checkHealth, {
  input: () => undefined,
  answer: (health) => Response.json(health, { headers: { "cache-control": "no-store" } }),
});
