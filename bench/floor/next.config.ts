import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres"],
  turbopack: { root: path.join(import.meta.dirname, "../..") },
};

export default config;
