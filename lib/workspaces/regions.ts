export type Option = { value: string; label: string };

const LOCALES = (
  "en-US en-GB en-AU en-CA en-IN en-IE de-DE de-AT de-CH fr-FR fr-CA fr-CH es-ES es-MX it-IT pt-BR pt-PT nl-NL nl-BE sv-SE " +
  "da-DK nb-NO fi-FI pl-PL cs-CZ hu-HU ro-RO el-GR tr-TR uk-UA he-IL ar-AE hi-IN id-ID vi-VN th-TH ja-JP ko-KR zh-CN zh-TW"
).split(" ");

/** Every zone that the server knows, `UTC` first. */
export function zoneOptions(): Option[] {
  const zones = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");
  return ["UTC", ...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

/** Every currency that the server knows, with its English name. */
export function currencyOptions(): Option[] {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => ({
    value: code,
    label: `${code} · ${names.of(code)}`,
  }));
}

/** Ways to write numbers and dates, each with a sample, since that is what they are chosen for. */
export function localeOptions(): Option[] {
  const names = new Intl.DisplayNames("en", { type: "language" });
  const day = new Date(Date.UTC(2017, 11, 31));
  return LOCALES.map((tag) => {
    const date = new Intl.DateTimeFormat(tag, { dateStyle: "short", timeZone: "UTC" }).format(day);
    const number = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(1234.5);
    return { value: tag, label: `${names.of(tag)}: ${number}, ${date}` };
  });
}

/** The choice among `options` that fits this browser best, or the first. */
export const fitting = (options: Option[], wanted: string): string =>
  (options.find(({ value }) => value === wanted) ?? options[0])?.value ?? "";
