/**
 * Does `work` for each item, so many at once, in order. Those that run are finished; no further one is begun once `work` has thrown
 * or `goOn` says no.
 * @throws the first error, when all that ran have ended.
 */
export async function atMost<T>(
  atOnce: number,
  items: T[],
  work: (item: T) => Promise<void>,
  goOn: () => boolean = () => true,
): Promise<void> {
  const errors: unknown[] = [];
  const waiting = [...items];
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (errors.length > 0 || !goOn()) return;
      try {
        await work(item);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  if (errors.length > 0) throw errors[0];
}
