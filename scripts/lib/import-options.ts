import type { Choices } from "@/lib/imports/choices";
import { BadInput } from "../commands/output";

export type ImportOptions = {
  key?: string | false;
  map: string[];
  mapValue: string[];
  create: string[];
  leaveEmpty: string[];
  unit: string[];
  currency?: string;
  dateFormat?: string;
  numberFormat?: string;
  encoding?: string;
  delimiter?: string;
  header: boolean;
};

const units = ["one", "thousand", "million", "billion"] as const;

/** The command line's options as choices. Values are checked where they are used; here only their form. */
export async function choicesOf(options: ImportOptions): Promise<Choices> {
  const { dateFormats } = await import("@/lib/imports/values/date");
  const { numberFormats } = await import("@/lib/imports/values/number");
  const { encodings } = await import("@/lib/imports/read/encoding");
  const { delimiters } = await import("@/lib/imports/read/delimiter");
  return {
    read: {
      encoding: oneOf("encoding", options.encoding, encodings),
      delimiter: oneOf("delimiter", options.delimiter?.replace("tab", "\t"), delimiters),
      header: options.header ? undefined : false,
    },
    key: options.key === false ? null : options.key,
    currency: options.currency,
    dateFormat: oneOf("date format", options.dateFormat, dateFormats),
    numberFormat: oneOf("number format", options.numberFormat, numberFormats),
    columns: Object.fromEntries(
      options.map
        .map((pair) => split(pair, "--map", "column=field"))
        .map(([column, field]) => [column, field === "-" ? null : field]),
    ),
    units: Object.fromEntries(
      options.unit
        .map((pair) => split(pair, "--unit", "field=million"))
        .map(([field, unit]) => [field, oneOf("unit", unit, units) ?? "one"]),
    ),
    create: options.create,
    empty: options.leaveEmpty,
    names: namesOf(options.mapValue),
  };
}

function namesOf(pairs: string[]): NonNullable<Choices["names"]> {
  const names: NonNullable<Choices["names"]> = {};
  for (const pair of pairs) {
    const [from, to] = split(pair, "--map-value", '"field:name in the file=existing name"');
    const colon = from.indexOf(":");
    if (colon < 1)
      throw new BadInput(`--map-value takes "field:name in the file=existing name", not "${pair}".`);
    const field = from.slice(0, colon);
    names[field] = { ...names[field], [from.slice(colon + 1)]: { do: "use", name: to } };
  }
  return names;
}

function split(pair: string, option: string, form: string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1 || at === pair.length - 1) throw new BadInput(`${option} takes ${form}, not "${pair}".`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function oneOf<T extends string>(
  what: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one.toLowerCase() === value.toLowerCase());
  if (found === undefined) throw new BadInput(`There is no ${what} "${value}". Known: ${allowed.join("  ")}`);
  return found;
}
