import type { Import } from "./files";

type Rule = {
  from: RegExp;
  except?: RegExp;
  /** What it must not import, by path from the root or by package name. */
  never: RegExp;
  /** ... except these. */
  but?: RegExp;
  /** Types alone cross this border freely. */
  typesPass?: boolean;
  because: string;
};

/** Folders of `lib` that are not an entity's. */
const SHARED = "auth|csp|env|env-schema|format|jobs|kernel|lists|rbac|tenancy";
const ENTITY = `lib/(?!(${SHARED})[/.])[a-z-]+/`;

/** The table "Who may import whom". */
export const rules: Rule[] = [
  {
    from: /^middleware\.ts$/,
    never: /^(app|components|db|lib|scripts|e2e)\//,
    but: /^lib\/(tenancy\/host|csp)\.ts$/,
    because: "the middleware only routes: it uses lib/tenancy/host, lib/csp and nothing else of ours",
  },
  {
    from: /^app\//,
    never: /^db\/|^drizzle-orm|^postgres$/,
    because: "pages read and write through lib/<entity>/queries and actions",
  },
  {
    from: /^app\//,
    never: /^lib\/[a-z-]+\/commands?([/.]|$)/,
    because: "a page calls an action, so that every write passes the same checks",
  },
  {
    from: /^components\//,
    never: /^(app|db)\/|^drizzle-orm|^postgres$/,
    because: "components know nothing of pages and of the database",
  },
  {
    from: /^components\//,
    never: new RegExp(`^${ENTITY}`),
    typesPass: true,
    because: "components serve every entity and so know none",
  },
  {
    from: /^lib\//,
    never: /^(app|components|e2e|scripts|bench)\//,
    because: "lib is below the pages",
  },
  {
    from: new RegExp(`^${ENTITY}`),
    except: /\.(test|fixture)\.tsx?$/,
    never: /^db\/(?!schema\/|columns|within)|^postgres$/,
    typesPass: true,
    because: "an entity reaches the database only through the transaction that the kernel hands it",
  },
  {
    from: /^lib\/kernel\//,
    except: /\.(test|fixture)\.tsx?$/,
    never: new RegExp(`^${ENTITY}`),
    because: "the kernel knows no entity",
  },
  {
    from: /^lib\/(rbac|format)\//,
    never: /^(db|lib\/(?!rbac\/|format\/)[a-z-]+)\/|^node:|^drizzle-orm|^postgres$/,
    except: /^lib\/rbac\/sql\/|\.(test|fixture)\.tsx?$/,
    because: "it runs in the browser too",
  },
  {
    from: /^(app|components)\/|^lib\/rbac\/(?!sql\/)/,
    never: /^lib\/rbac\/sql\//,
    except: /\.(test|fixture)\.tsx?$/,
    because: "what compiles policies to SQL is the server's",
  },
  {
    from: /^lib\/rbac\/sql\//,
    never: /^(db|lib\/(?!rbac\/|format\/)[a-z-]+)\/|^node:|^postgres$/,
    except: /\.(test|fixture)\.tsx?$/,
    because: "it writes conditions, and reaches no database",
  },
  {
    from: /^db\//,
    except: /^db\/(demo|factories)\/|\.(test|fixture)\.ts$/,
    never: /^(app|components|lib|scripts|e2e)\//,
    but: /^lib\/env\.ts$/,
    because: "the database layer is the lowest: of ours it knows lib/env alone",
  },
  {
    from: /./,
    except: /^(db|scripts|bench|proof|lib\/(auth|tenancy)|lib\/billing\/inbox)\/|\.(test|fixture)\.tsx?$/,
    never: /^db\/client\.ts$|^postgres$/,
    because: "a connection of one's own passes by the tenant's checks",
  },
  {
    from: /^e2e\//,
    never: /^(app|lib|components)\//,
    because: "a journey sees what a person in the browser sees",
  },
];

/** What is wrong with one import, in a sentence, or nothing. */
export function judge({ from, to, typeOnly }: Import): string[] {
  return rules
    .filter((rule) => rule.from.test(from) && !rule.except?.test(from))
    .filter((rule) => rule.never.test(to) && !rule.but?.test(to) && !(rule.typesPass && typeOnly))
    .map((rule) => `${from} imports ${to}: ${rule.because}.`);
}
