/**
 * Making an `Intl` formatter costs some hundred times more than using it, and a list formats hundreds of cells: each is
 * made once per locale and options. The keys come from code and workspace settings, so the map stays small.
 */
export function cached<Keys extends (string | number)[], Made>(make: (...keys: Keys) => Made) {
  const made = new Map<string, Made>();
  return (...keys: Keys): Made => {
    const key = keys.join(" ");
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(...keys);
    made.set(key, fresh);
    return fresh;
  };
}
