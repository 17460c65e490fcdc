"use client";

import "./globals.css";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

/** When even the frame around the pages failed: this one stands alone. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something failed · Tenantry</title>
        <main className="grid min-h-dvh content-center">
          <ErrorState
            title="Tenantry could not show this page"
            id={error.digest}
            actions={
              <Button variant="primary" onClick={() => window.location.reload()}>
                Try again
              </Button>
            }
          >
            It failed on our side, and nothing was changed. If it happens again, tell whoever runs Tenantry
            here, with the number.
          </ErrorState>
        </main>
      </body>
    </html>
  );
}
