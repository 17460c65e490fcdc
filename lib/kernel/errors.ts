export type ErrorCode =
  | "not_found"
  | "forbidden"
  | "unauthenticated"
  | "conflict"
  | "invalid"
  | "limit_reached"
  | "rate_limited"
  | "unavailable"
  | "internal";

/** Messages by the name of the field that they belong to. */
export type FieldErrors = Record<string, string[]>;

/** An expected error: its message reaches the person, so it says what to do. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields?: FieldErrors,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** Nothing is there, or it belongs to another tenant: the two look the same, byte for byte. */
export class NotFound extends AppError {
  constructor(message = "This record does not exist, or it was deleted.") {
    super("not_found", message);
  }
}

export class Forbidden extends AppError {
  constructor(message: string, details?: unknown) {
    super("forbidden", message, undefined, details);
  }
}

/** The workspace is closed for changes, to everybody. What somebody has typed stays where it is until it is open again. */
export class Closed extends Forbidden {}

export class Unauthenticated extends AppError {
  constructor(message = "Sign in to go on.") {
    super("unauthenticated", message);
  }
}

/** What the person acted on has changed meanwhile, or the name is taken. Nothing was saved. */
export class Conflict extends AppError {
  constructor(message: string, details?: unknown, fields?: FieldErrors) {
    super("conflict", message, fields, details);
  }
}

export class Invalid extends AppError {
  constructor(message: string, fields?: FieldErrors) {
    super("invalid", message, fields);
  }
}

export class RateLimited extends AppError {
  constructor(readonly retryAfterSeconds: number) {
    super("rate_limited", `Too many attempts. Try again in ${Math.ceil(retryAfterSeconds / 60)} min.`);
  }
}

/** What is there has reached what may be there. The message has the numbers, and the way out. */
export class LimitReached extends AppError {
  constructor(message: string, details?: unknown) {
    super("limit_reached", message, undefined, details);
  }
}

/** It cannot be reached now. Nothing was read or saved, and nothing is wrong with what was asked. */
export class Unavailable extends AppError {
  /** Next hands this to the error page, where a message would not arrive. */
  readonly digest = "UNAVAILABLE";
  constructor(message: string, options?: ErrorOptions) {
    super("unavailable", message);
    this.cause = options?.cause;
  }
}
