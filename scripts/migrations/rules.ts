/** Rules of squawk that say nothing about these migrations. */
export const UNUSED_RULES = [
  // The runner sets lock_timeout around every migration, and tries again (db/migrate/patience.ts).
  "require-lock-timeout",
  // A statement may take long, as long as it locks nobody out, which the other rules see to.
  "require-statement-timeout",
  // Ids are UUIDs; what is counted in 32 or 16 bits stays small.
  "prefer-bigint-over-int",
  "prefer-bigint-over-smallint",
  // A currency is char(3).
  "ban-char-field",
];

/** Of use only outside of a transaction: inside of one, a migration is done or not. */
export const OUTSIDE_RULES = [
  "prefer-robust-stmts",
  // It lets pass a file of one statement, and DROP INDEX: lint.ts looks for all of them.
  "ban-concurrent-index-creation-in-transaction",
];

const OUTSIDE = "into a migration of its own that begins with `-- tenantry: no transaction`";

/** What to do instead, for what is found most. */
export const ADVICE: Record<string, string> = {
  "require-concurrent-index-creation": `Building this index stops every write to the table: move it ${OUTSIDE}, as CREATE INDEX CONCURRENTLY IF NOT EXISTS.`,
  "require-concurrent-index-deletion": `Dropping this index waits for everybody who uses the table, and everybody else waits behind it: move it ${OUTSIDE}, as DROP INDEX CONCURRENTLY IF EXISTS.`,
  "concurrently-in-transaction": `PostgreSQL refuses CONCURRENTLY inside a transaction: move it ${OUTSIDE}.`,
  "adding-required-field":
    "The code of the last version inserts rows without this column: leave it nullable, or give it a constant default.",
  "adding-not-nullable-field":
    "Every row is read under an exclusive lock: add a CHECK (column is not null) NOT VALID, validate it in the next migration, then SET NOT NULL.",
  "adding-field-with-default":
    "The whole table is written again under an exclusive lock: add the column without it, and fill it in a job.",
  "adding-foreign-key-constraint":
    "Every row is checked while both tables are locked: add it NOT VALID, and validate it in the next migration.",
  "constraint-missing-not-valid":
    "Every row is checked while the table is locked: add it NOT VALID, and validate it (VALIDATE CONSTRAINT) in the next migration.",
  "disallowed-unique-constraint": `Its index is built while the table is locked: build a unique index ${OUTSIDE}, then add the constraint USING INDEX.`,
  "changing-column-type":
    "The whole table is written again under an exclusive lock, and the last version of the code reads the old type: add a second column, fill it in a job, and drop the first one version later.",
  "renaming-column":
    "The last version of the code uses the old name while this one is rolled out: add a column, write both, and drop the first one version later.",
  "renaming-table":
    "The last version of the code uses the old name while this one is rolled out: add a table, and drop the first one version later.",
};

/** Rules that a `-- contract: unused since ...` answers. */
export const CONTRACTS = ["ban-drop-column", "ban-drop-table"];

export const CONTRACT_ADVICE =
  "The last version of the code still uses it while this one is rolled out. Stop using it, release that, and drop it one version later, under a line `-- contract: unused since 0.1.0` that names the release.";

/** Written before the first release, when no installation had a row: what they lock or drop, nobody used. */
export const BEFORE_THE_FIRST_RELEASE = [
  "control/0001_places_operators_jobs.sql",
  "control/0002_audit_chain.sql",
  "tenant/0001_audit_chain.sql",
];
