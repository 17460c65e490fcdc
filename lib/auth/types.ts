/** Proof of who sends a request, already verified: a session of ours, or a person known to Clerk. */
export type Credential = { kind: "session"; token: string } | { kind: "clerk"; clerkUserId: string };

/** What the rest of the product knows about signing in. One provider at a time stands behind it. */
export type IdentityProvider = {
  /** Verifies the request's cookie without asking the database; null when there is none, or it is forged. */
  credentialOf(headers: Headers): Promise<Credential | null>;
};

/** A session that was just started: its token is for the cookie alone. */
export type NewSession = { token: string };

/** The platform's support for one visit to a tenant: its session is over when the visit is. */
export type SupportEntry = { id: string; expiresAt: Date };
