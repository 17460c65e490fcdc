/** One id of each kind of record. */
export type Ids = Record<
  | "company"
  | "contact"
  | "deal"
  | "product"
  | "activity"
  | "import"
  | "stage"
  | "member"
  | "entry"
  | "platformEntry"
  | "visit",
  string
>;
export type Case = (foreign: Ids, own: Ids) => unknown;

const list = { q: "", sort: undefined, filters: {}, cursor: null };
const update = { version: 1 };
const none = () => ({});
const ids =
  (key: keyof Ids): Case =>
  (foreign) => ({ ids: [foreign[key]] });
const picker =
  (key: keyof Ids): Case =>
  (foreign) => ({ q: "", ids: [foreign[key]] });
const filtered =
  (filters: Partial<Record<string, keyof Ids>>): Case =>
  (foreign) => ({
    ...list,
    filters: Object.fromEntries(
      Object.entries(filters).map(([name, key]) => [name, [foreign[key as keyof Ids]]]),
    ),
  });
const importCase: Case = (foreign) => ({
  id: foreign.import,
  plan: {},
  part: 0,
  bytes: new Uint8Array([65]),
});
const deal = (foreign: Ids, own: Ids) => ({
  title: "GTX",
  currency: "USD",
  stageId: own.stage,
  companyId: foreign.company,
});

/**
 * For each verb the inputs that name somebody else's record, in every place where one can be named: what `isolation.test.ts` calls it
 * with. `foreign` holds another tenant's ids, or ids that do not exist; `own` those of the caller.
 */
export const cases: Record<string, Case[]> = {
  "activity.complete": [ids("activity")],
  "activity.create": (["company", "contact", "deal"] as const).map((key) => (foreign) => ({
    type: "note",
    subject: "Call",
    [`${key}Id`]: foreign[key],
  })),
  "activity.delete": [ids("activity")],
  "activity.get": [(foreign) => ({ id: foreign.activity })],
  "activity.list": [filtered({ assignee: "member" })],
  "activity.reopen": [ids("activity")],
  "activity.restore": [ids("activity")],
  "activity.update": [
    (foreign, own) => ({ ...update, id: foreign.activity, type: "note", subject: "Call", dealId: own.deal }),
    (foreign, own) => ({ ...update, id: own.activity, type: "note", subject: "Call", dealId: foreign.deal }),
    (foreign, own) => ({
      ...update,
      id: own.activity,
      type: "note",
      subject: "Call",
      dealId: own.deal,
      assigneeId: foreign.member,
    }),
  ],
  "audit.actions": [() => ({ q: "" })],
  "audit.export": [filtered({ person: "member" }), filtered({ record: "deal" })],
  "audit.get": [(foreign) => ({ id: foreign.entry })],
  "audit.list": [filtered({ person: "member" }), filtered({ record: "deal" })],
  "audit.platform_get": [(foreign) => ({ id: foreign.platformEntry }), (foreign) => ({ id: foreign.entry })],
  "audit.platform_list": [() => list],
  "audit.platform_state": [none],
  "audit.state": [none],
  "audit.verify": [none],
  "company.create": [
    (foreign) => ({ name: "Zencorporation", parentCompanyId: foreign.company }),
    (foreign) => ({ name: "Zencorporation", ownerId: foreign.member }),
  ],
  "company.delete": [ids("company")],
  "company.get": [(foreign) => ({ id: foreign.company })],
  "company.list": [filtered({ owner: "member" }), filtered({ parent: "company" })],
  "company.restore": [ids("company")],
  "company.search": [picker("company")],
  "company.totals": [(foreign) => ({ id: foreign.company })],
  "company.update": [
    (foreign) => ({ ...update, id: foreign.company, name: "Taken" }),
    (foreign, own) => ({
      ...update,
      id: own.company,
      name: "Zencorporation",
      parentCompanyId: foreign.company,
    }),
  ],
  "company.values": [() => ({ field: "industry" })],
  "contact.create": [
    (foreign) => ({ firstName: "Ada", companyId: foreign.company }),
    (foreign) => ({ firstName: "Ada", ownerId: foreign.member }),
  ],
  "contact.delete": [ids("contact")],
  "contact.get": [(foreign) => ({ id: foreign.contact })],
  "contact.list": [filtered({ company: "company" }), filtered({ owner: "member" })],
  "contact.restore": [ids("contact")],
  "contact.search": [picker("contact")],
  "contact.tags": [() => ({ q: "" })],
  "contact.update": [
    (foreign) => ({ ...update, id: foreign.contact, firstName: "Taken" }),
    (foreign, own) => ({ ...update, id: own.contact, firstName: "Ada", companyId: foreign.company }),
  ],
  "dashboard.closed": [none],
  "dashboard.idle": [none],
  "dashboard.leaders": [() => ({ year: null })],
  "dashboard.stages": [none],
  "deal.add_person": [
    (foreign, own) => ({ dealId: foreign.deal, contactId: own.contact, role: "user" }),
    (foreign, own) => ({ dealId: own.deal, contactId: foreign.contact, role: "user" }),
  ],
  "deal.change_person": [
    (foreign, own) => ({ dealId: foreign.deal, contactId: own.contact, role: "user" }),
    (foreign, own) => ({ dealId: own.deal, contactId: foreign.contact, role: "user" }),
  ],
  "deal.close_range": [none],
  "deal.create": [
    (foreign, own) => deal(foreign, own),
    (foreign, own) => ({ ...deal(own, own), stageId: foreign.stage }),
    (foreign, own) => ({ ...deal(own, own), ownerId: foreign.member }),
    (foreign, own) => ({ ...deal(own, own), productId: foreign.product }),
    (foreign, own) => ({ ...deal(own, own), primaryContactId: foreign.contact }),
  ],
  "deal.delete": [ids("deal")],
  "deal.get": [(foreign) => ({ id: foreign.deal })],
  "deal.list": [
    filtered({ stage: "stage" }),
    filtered({ owner: "member" }),
    filtered({ company: "company" }),
    filtered({ product: "product" }),
    filtered({ contact: "contact" }),
  ],
  "deal.move": [
    (foreign, own) => ({ ...update, id: foreign.deal, stageId: own.stage }),
    (foreign, own) => ({ ...update, id: own.deal, stageId: foreign.stage }),
  ],
  "deal.people": [(foreign) => ({ dealId: foreign.deal })],
  "deal.remove_person": [
    (foreign, own) => ({ dealId: foreign.deal, contactId: own.contact }),
    (foreign, own) => ({ dealId: own.deal, contactId: foreign.contact }),
  ],
  "deal.restore": [ids("deal")],
  "deal.search": [picker("deal")],
  "deal.stage_cards": [(foreign) => ({ q: "", filters: {}, stageId: foreign.stage })],
  "deal.stage_totals": [filtered({ owner: "member" })],
  "deal.update": [
    (foreign, own) => ({ ...update, ...deal(own, own), id: foreign.deal }),
    (foreign, own) => ({ ...update, ...deal(foreign, own), id: own.deal }),
    (foreign, own) => ({ ...update, ...deal(own, own), id: own.deal, stageId: foreign.stage }),
  ],
  "import.cancel": [importCase],
  "import.discard": [importCase],
  "import.end": [(foreign) => ({ id: foreign.import, state: "failed", failure: "x" })],
  "import.get": [importCase],
  "import.list": [none],
  "import.names": [() => ({ of: "company", q: "a" })],
  "import.outcomes": [importCase],
  "import.plan": [importCase],
  "import.preview": [importCase],
  "import.read": [importCase],
  "import.report": [(foreign) => ({ id: foreign.import, done: 1, total: 2 })],
  "import.revert": [importCase],
  "import.rows": [importCase],
  "import.run": [importCase],
  "import.start": [() => ({ entity: "deal", fileName: "pipeline.csv", fileSize: 10 })],
  "import.upload": [importCase],
  "import.write": [(foreign) => ({ id: foreign.import, watch: { done: 0, total: 0, cancelled: false } })],
  "member.list": [() => list],
  "member.search": [picker("member")],
  "pipeline.stages": [none],
  "product.create": [() => ({ name: "GTX", currency: "USD" })],
  "product.delete": [ids("product")],
  "product.get": [(foreign) => ({ id: foreign.product })],
  "product.list": [() => list],
  "product.restore": [ids("product")],
  "product.search": [picker("product")],
  "product.update": [(foreign) => ({ ...update, id: foreign.product, name: "Taken", currency: "USD" })],
  "search.all": [() => ({ q: "Globex" })],
  "support.current": [() => undefined],
  "support.end": [(foreign) => ({ id: foreign.visit })],
  "support.leave": [() => undefined],
  "support.set_access": [() => ({ access: "none" })],
  "support.settings": [() => undefined],
  "timeline.list": (["company", "contact", "deal", "product"] as const).map((key) => (foreign) => ({
    resource: key,
    id: foreign[key],
  })),
  "workspace.delete": [() => ({ confirm: "Globex" })],
  "workspace.export": [() => undefined],
  "workspace.facts": [() => undefined],
};
