import type { NextConfig } from "next";

const config: NextConfig = {
  // Types are checked by `npm test` with TypeScript 7, whose compiler the build cannot call.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["postgres", "pino", "better-auth"],
  // In development Next would print the arguments of actions, and with them passwords.
  logging: { serverFunctions: false },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
        // A browser ignores it over http.
        { key: "Strict-Transport-Security", value: "max-age=31536000" },
      ],
    },
  ],
  // Pictures are served as they are: no service that scales whatever an address names.
  images: { unoptimized: true },
  // `forbidden()` and the page that says who can grant what is missing.
  experimental: { authInterrupts: true },
  // Workspaces are hosts of their own, in development too.
  allowedDevOrigins: ["*.localhost"],
  // The account stands at the bottom left.
  devIndicators: { position: "bottom-right" },
};

export default config;
