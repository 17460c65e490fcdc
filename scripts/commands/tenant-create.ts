import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { BadInput, print } from "./output";

type Options = { name: string; zone: string; currency: string; locale: string };

export function tenantCreate(tenant: Command): void {
  tenant
    .command("create")
    .description("create an empty workspace; its people are added in the browser")
    .argument("<slug>", "its subdomain: lower-case letters, digits and hyphens")
    .requiredOption("--name <name>", "the company's name")
    .option("--zone <zone>", "time zone, such as Europe/Zurich", "UTC")
    .option("--currency <code>", "three letters, such as EUR", "USD")
    .option("--locale <locale>", "how numbers and dates are written, such as de-CH", "en-US")
    .action(async (slug: string, options: Options, command: Command) => {
      const settings = {
        zone: known("time zone", options.zone, (zone) => new Intl.DateTimeFormat("en", { timeZone: zone })),
        currency: known("currency", options.currency, requireCurrency),
        locale: known("locale", options.locale, (locale) => new Intl.Locale(locale)),
      };
      const name = options.name.trim();
      if (name === "" || name.length > 200) throw new BadInput("A name has between 1 and 200 characters.");
      await openForCommand();
      const { createTenant } = await import("@/lib/tenancy/provision");
      const { tenantId } = await createTenant({ slug, name, settings }, "operator's command line");
      const { env } = await import("@/lib/env");
      const address = `${env.APP_SCHEME}://${slug}.${env.APP_HOST}`;
      print(
        command.optsWithGlobals().json === true,
        { tenantId, slug, name, address },
        `${name} is at ${address}`,
      );
    });
}

function known(what: string, value: string, check: (value: string) => unknown): string {
  try {
    check(value);
    return value;
  } catch {
    throw new BadInput(`There is no ${what} "${value}".`);
  }
}

function requireCurrency(code: string): void {
  if (!Intl.supportedValuesOf("currency").includes(code)) throw new RangeError(code);
}
