import { defineConfig } from "drizzle-kit";

const store = process.env.STORE === "tenant" ? "tenant" : "control";

export default defineConfig({
  dialect: "postgresql",
  schema: `./db/schema/${store}/index.ts`,
  out: `./db/migrations/${store}`,
});
