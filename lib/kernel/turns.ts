/** Heavy pieces of work that this process does at once: more would not be faster, and would take all connections from the rest. */
const AT_ONCE = 4;
/** Of one tenant: an import that runs, and the next one that is being prepared. */
const OF_ONE = 2;

const running: string[] = [];
const waiting: { tenantId: string; start: () => void }[] = [];

/**
 * Runs work that fills the processor and the memory and keeps a connection for seconds, such as reading a large file: two pieces
 * a tenant at once, a few in all. Whoever waits holds nothing yet, so it must not be called inside a transaction.
 */
export async function inTurn<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
  await new Promise<void>((start) => {
    waiting.push({ tenantId, start });
    startNext();
  });
  try {
    return await work();
  } finally {
    running.splice(running.indexOf(tenantId), 1);
    startNext();
  }
}

/** Starts what may start: first come, first served. */
function startNext(): void {
  const mayStart = (tenantId: string) => running.filter((one) => one === tenantId).length < OF_ONE;
  while (running.length < AT_ONCE) {
    const at = waiting.findIndex(({ tenantId }) => mayStart(tenantId));
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (!next) return;
    running.push(next.tenantId);
    next.start();
  }
}
