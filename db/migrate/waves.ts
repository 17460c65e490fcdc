/**
 * In which order tenants get a migration: the canary alone, then waves of two, four, and so on, so that what is wrong is
 * found where it hurts few.
 */
export function planWaves<T extends { slug: string; tenantId: string }>(
  tenants: T[],
  {
    canary,
    failedBefore = [],
    waveSize = WAVE_SIZE,
  }: { canary?: string; failedBefore?: string[]; waveSize?: number },
): T[][] {
  const rank = ({ slug, tenantId }: T): number =>
    slug === canary ? 0 : failedBefore.includes(tenantId) ? 1 : 2;
  // Stable: within a rank the given order stays.
  const waiting = tenants.toSorted((one, other) => rank(one) - rank(other));
  const waves: T[][] = [];
  for (let size = 1; waiting.length > 0; size = Math.min(size * 2, waveSize)) {
    waves.push(waiting.splice(0, size));
  }
  return waves;
}

/** The most tenants in one wave, unless said otherwise. */
export const WAVE_SIZE = 20;
