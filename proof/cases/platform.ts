import type { Names } from "../worlds";
import type { Case } from "./tenant";

/** What can be named at a door: a tenant's names, and a code for its host with the key of the browser that it is for. */
export type Doors = Names & { code: string; key: string };

/** A call at the apex or at a workspace's own host. `open` says why its answer may tell that something exists. */
export type VisitorCase = { input: (foreign: Doors) => unknown; open?: string };

const nothing = () => undefined;
const PASSWORD = "a password of the proof";
const newcomer = { zone: "Europe/Oslo", currency: "NOK", locale: "nb-NO" };
const ADDRESS = "The address of a workspace is public: whoever chooses a name has to learn that it is taken.";

const OUTBOX =
  "The outbox is a page for whoever develops or tries this on their own machine: it is closed on every host but localhost.";

/** For each verb of anybody at any host, the calls that name another tenant, its people or its codes. */
export const visitorCases: Record<string, VisitorCase[]> = {
  "health.check": [{ input: nothing }],
  "invitation.accept": [{ input: ({ mark }) => ({ token: mark }) }],
  "invitation.peek": [{ input: ({ mark }) => ({ token: mark }) }],
  "invitation.sign_up": [
    { input: ({ mark }) => ({ token: mark, name: "Ingrid Solberg", password: PASSWORD }) },
  ],
  "mail.outbox": [{ input: ({ email }) => ({ to: email }), open: OUTBOX }],
  "session.end": [{ input: nothing }],
  "session.start": [{ input: ({ email }) => ({ email, password: PASSWORD }) }],
  "user.sign_up": [
    { input: ({ email }) => ({ name: "Ingrid Solberg", email, password: `${PASSWORD}, another` }) },
  ],
  "workspace.check_slug": [{ input: ({ slug }) => ({ slug }), open: ADDRESS }],
  "workspace.create": [{ input: ({ slug }) => ({ name: "Fjordlys", slug, ...newcomer }), open: ADDRESS }],
  "workspace.enter": [{ input: ({ code, key }) => ({ code, key }) }],
  "workspace.knock": [{ input: ({ slug }) => ({ from: slug, to: "/deals" }) }],
  "workspace.list_deleted": [{ input: nothing }],
  "workspace.list_mine": [{ input: nothing }],
  "workspace.open": [
    { input: ({ slug }) => ({ workspace: slug, to: "/deals", knock: null }) },
    { input: ({ slug }) => ({ workspace: slug, to: "/deals", knock: "a knock" }) },
  ],
  "workspace.restore": [{ input: ({ tenant }) => ({ id: tenant }) }],
};

/** A call of an operator about one tenant, of which the other tenant sees nothing. `all` where the console shows every tenant. */
export type OperatorCase = { input: (about: Names) => unknown; all?: true };

const list = (filters: (about: Names) => Record<string, string[]> = () => ({})): OperatorCase => ({
  input: (about) => ({ filters: filters(about) }),
  all: true,
});

/** For each verb of the platform's operators, the calls about one tenant, in the order in which they are made. */
export const operatorCases: Record<string, OperatorCase[]> = {
  "console.create_tenant": [
    {
      input: ({ email, mark }) => ({
        name: `Hanami ${mark}`,
        slug: `hanami-${mark}`,
        isolationLevel: "shared",
        ownerEmail: email,
        ...newcomer,
      }),
    },
  ],
  "console.get_tenant": [{ input: ({ tenant }) => ({ id: tenant }) }],
  "console.last_proof": [{ input: ({ tenant }) => ({ tenantId: tenant }) }],
  "console.list_audit": [
    { input: ({ tenant }) => ({ filters: { about: [tenant] } }) },
    list(({ user, tenant }) => ({ by: [user], about: [tenant], since: ["7"] })),
    list(),
  ],
  "console.list_migration_runs": [{ input: nothing, all: true }],
  "console.list_moves": [{ input: ({ tenant }) => ({ filters: { tenant: [tenant] } }) }, list()],
  "console.list_operators": [{ input: nothing, all: true }],
  "console.list_places": [{ input: nothing, all: true }],
  "console.list_tenant_migrations": [{ input: ({ run }) => ({ filters: { run: [run] } }) }, list()],
  "console.list_tenants": [list()],
  "console.measure_place": [{ input: () => ({ host: null, port: null, databaseName: null }) }],
  "console.running_moves": [{ input: ({ tenant }) => ({ tenantId: tenant }) }],
  "console.search_operators": [{ input: ({ user }) => ({ ids: [user] }) }],
  "console.search_tenants": [
    { input: ({ tenant }) => ({ ids: [tenant] }) },
    { input: ({ slug }) => ({ q: slug }) },
  ],
  "console.tenant_support": [{ input: ({ tenant }) => ({ id: tenant }) }],
  "support.enter": [
    {
      input: ({ tenant }) => ({
        tenantId: tenant,
        reason: "Their import fails, ticket 4711",
        minutes: 15,
        mode: "read",
      }),
    },
  ],
  "support.open": [{ input: ({ slug }) => ({ workspace: slug, knock: "a knock" }) }],
  // In this order: what is deleted is brought back before it is asked to be erased, under a name that is not its own.
  "console.move_tenant": [
    { input: ({ tenant }) => ({ id: tenant, to: "schema", reason: "A contract asks for it" }) },
  ],
  "console.stop_move": [{ input: ({ move }) => ({ id: move }) }],
  "console.suspend_tenant": [{ input: ({ tenant }) => ({ id: tenant, reason: "The invoice is open" }) }],
  "console.resume_tenant": [{ input: ({ tenant }) => ({ id: tenant }) }],
  "console.delete_tenant": [{ input: ({ tenant }) => ({ id: tenant }) }],
  "console.restore_tenant": [{ input: ({ tenant }) => ({ id: tenant }) }],
  "console.erase_tenant": [{ input: ({ tenant }) => ({ id: tenant, confirm: "Fjordlys" }) }],
};

/** The calls as cases of the kind that verbs inside a tenant have. */
export const asCases = (cases: Record<string, (VisitorCase | OperatorCase)[]>): Record<string, Case[]> =>
  Object.fromEntries(
    Object.entries(cases).map(([name, all]) => [
      name,
      all.map(
        ({ input }): Case =>
          (named) =>
            (input as VisitorCase["input"])(named as Doors),
      ),
    ]),
  );
