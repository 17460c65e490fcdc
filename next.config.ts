import type { NextConfig } from "next";

const config: NextConfig = {
  // Types are checked by `npm test` with TypeScript 7, whose compiler the build cannot call.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["postgres", "pino"],
};

export default config;
