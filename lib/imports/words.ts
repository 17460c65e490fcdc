import type { Known } from "./names";

/** Industries that are not asked about. Others are taken as they are, unless they look like a slip of one of these. */
const industries = [
  "agriculture",
  "automotive",
  "banking",
  "biotechnology",
  "chemicals",
  "construction",
  "consulting",
  "consumer goods",
  "education",
  "electronics",
  "employment",
  "energy",
  "engineering",
  "entertainment",
  "finance",
  "food and beverage",
  "government",
  "healthcare",
  "hospitality",
  "insurance",
  "legal",
  "logistics",
  "manufacturing",
  "marketing",
  "media",
  "medical",
  "mining",
  "non-profit",
  "pharmaceuticals",
  "real estate",
  "retail",
  "services",
  "software",
  "technology",
  "telecommunications",
  "transportation",
  "travel",
  "utilities",
  "wholesale",
];

const words = (list: string[]): Known[] => list.map((word) => ({ id: word, name: word }));

/** The industries known beforehand, and those that the workspace uses already. */
export const knownIndustries = (used: string[]): Known[] => words([...new Set([...used, ...industries])]);

export const knownCurrencies = (): Known[] => words(Intl.supportedValuesOf("currency"));

/** Countries in English as the Unicode consortium names them, and those that the workspace uses already. */
export function knownCountries(used: string[]): Known[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const found = new Set(used);
  for (let a = 65; a <= 90; a++)
    for (let b = 65; b <= 90; b++) {
      const name = names.of(String.fromCharCode(a, b));
      if (name) found.add(name);
    }
  return words([...found]);
}
