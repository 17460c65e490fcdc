/** Why a tenant could not be entered. Nothing was read or written. */

/** The tenant's own database does not answer. */
export class TenantUnreachable extends Error {
  readonly code = "TENANT_UNREACHABLE";
  constructor(options?: ErrorOptions) {
    super("The database of this tenant cannot be reached.", options);
  }
}

/** The tenant is being moved, and the last step takes longer than anybody should wait. */
export class TenantMoving extends Error {
  readonly code = "TENANT_MOVING";
  constructor(options?: ErrorOptions) {
    super("This tenant is being moved.", options);
  }
}

/** What `app.admit` raises: the tenant is not here any more, or is open for reading alone. */
export const STALE = "TN001";
export const FROZEN = "TN002";

export const codeOf = (error: unknown): string | undefined => (error as { code?: string } | null)?.code;
