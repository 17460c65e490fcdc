import { Turns } from "@/db/turns";

/** A few at once, since more would not be faster; of one tenant, an import that runs and the next one that is being prepared. */
const heavy = new Turns(4, 2);

/**
 * Runs work that fills the processor and the memory and keeps a connection for seconds, such as reading a large file, when its
 * turn has come. Whoever waits holds nothing yet, so it must not be called inside a transaction.
 */
export const inTurn = <T>(tenantId: string, work: () => Promise<T>): Promise<T> => heavy.run(tenantId, work);
