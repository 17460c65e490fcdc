import { type ReactNode, Suspense } from "react";

/** People take an answer within a tenth of a second for an instant one (Nielsen, 1993). */
const INSTANT_MS = 100;

type Props<T> = { loading: Promise<T>; fallback: ReactNode; children: (data: T) => ReactNode };

/**
 * What needs data: in place, when the data is there in an instant; else behind `fallback`, which keeps the layout until it is.
 * A skeleton that nobody would see is neither rendered nor sent.
 */
export async function WhenReady<T>({ loading, fallback, children }: Props<T>) {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, INSTANT_MS, null);
  });
  const ready = await Promise.race([loading.then((data) => ({ data })), tooLong]);
  clearTimeout(timer);
  if (ready) return children(ready.data);
  return (
    <Suspense fallback={fallback}>
      <Late loading={loading}>{children}</Late>
    </Suspense>
  );
}

async function Late<T>({ loading, children }: Omit<Props<T>, "fallback">) {
  return children(await loading);
}
