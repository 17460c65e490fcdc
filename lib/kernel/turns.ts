/** Heavy pieces of work that this process does at once: more would not be faster, and would take all connections from the rest. */
const AT_ONCE = 3;

const busy = new Set<string>();
const waiting: { tenantId: string; start: () => void }[] = [];

/**
 * Runs work that fills the processor and the memory and keeps a connection for seconds, such as reading a large file: one piece
 * a tenant at a time, a few in all. Whoever waits holds nothing yet, so it must not be called inside a transaction.
 */
export async function inTurn<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
  await new Promise<void>((start) => {
    waiting.push({ tenantId, start });
    startNext();
  });
  try {
    return await work();
  } finally {
    busy.delete(tenantId);
    startNext();
  }
}

/** Starts what may start, first come first served among tenants that have nothing running. */
function startNext(): void {
  while (busy.size < AT_ONCE) {
    const at = waiting.findIndex(({ tenantId }) => !busy.has(tenantId));
    const [next] = at < 0 ? [] : waiting.splice(at, 1);
    if (!next) return;
    busy.add(next.tenantId);
    next.start();
  }
}
