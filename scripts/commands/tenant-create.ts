import type { Command } from "commander";
import { and, eq, isNull } from "drizzle-orm";
import { openForCommand } from "../lib/cli-database";
import { BadInput, print } from "./output";
import { elsewhereOf, levelOf, type PlaceOptions, placeOptions } from "./place-options";

type Options = PlaceOptions & {
  name: string;
  owner: string;
  zone: string;
  currency: string;
  locale: string;
  level: string;
};

export function tenantCreate(tenant: Command): void {
  const create = tenant
    .command("create")
    .description("create an empty workspace, owned by somebody who has signed up")
    .argument("<slug>", "its subdomain: lower-case letters, digits and hyphens")
    .requiredOption("--name <name>", "the company's name")
    .requiredOption("--owner <e-mail>", "who owns it: the address of an account")
    .option("--zone <zone>", "time zone, such as Europe/Zurich", "UTC")
    .option("--currency <code>", "three letters, such as EUR", "USD")
    .option("--locale <locale>", "how numbers and dates are written, such as de-CH", "en-US")
    .option("--level <level>", "where its rows live: shared, schema or database", "shared");
  placeOptions(create).action(async (slug: string, options: Options, command: Command) => {
    const settings = {
      zone: known("time zone", options.zone, (zone) => new Intl.DateTimeFormat("en", { timeZone: zone })),
      currency: known("currency", options.currency, requireCurrency),
      locale: known("locale", options.locale, (locale) => new Intl.Locale(locale)),
    };
    const name = options.name.trim();
    const isolationLevel = levelOf(options.level);
    const elsewhere = elsewhereOf(isolationLevel, options);
    if (name === "" || name.length > 200) throw new BadInput("A name has between 1 and 200 characters.");
    await openForCommand();
    const { createTenant } = await import("@/lib/tenancy/provision");
    const owner = await accountOf(options.owner);
    const { tenantId, placement } = await createTenant(
      { slug, name, settings, owner, isolationLevel, elsewhere },
      "operator's command line",
    );
    const { env } = await import("@/lib/env");
    const address = `${env.APP_SCHEME}://${slug}.${env.APP_HOST}`;
    print(
      command.optsWithGlobals().json === true,
      { tenantId, slug, name, address, owner: owner.email, level: placement.isolationLevel },
      `${name} is at ${address}, and ${owner.email} owns it.`,
    );
  });
}

/** The person whose account has this address. @throws BadInput when there is none. */
async function accountOf(email: string): Promise<{ userId: string; name: string; email: string }> {
  const { controlDb } = await import("@/db/control");
  const { users } = await import("@/db/schema/control");
  const [user] = await controlDb()
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(users)
    .where(
      and(eq(users.email, email.trim().toLowerCase()), eq(users.isActive, true), isNull(users.deletedAt)),
    );
  if (!user) throw new BadInput(`Nobody has signed up as ${email}. Sign up in the browser first.`);
  return user;
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
