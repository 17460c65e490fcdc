import type { Names } from "../worlds";

/** An input that names what is not the caller's. `foreign` are another tenant's names, or nobody's; `own` the caller's. */
export type Case = (foreign: Names, own: Names) => unknown;

const update = { version: 1 };
const none: Case = () => ({});
const nothing: Case = () => undefined;
const one =
  (key: keyof Names): Case =>
  (foreign) => ({ id: foreign[key] });
type Spared = "Activity" | "Company" | "Contact" | "Deal" | "Product";
/** Alone, and beside a record of one's own, which `delete` takes away and `restore` brings back. */
const many = (key: keyof Names, kind: Spared): Case[] => [
  (foreign) => ({ ids: [foreign[key]] }),
  (foreign, own) => ({ ids: [own[`spare${kind}`], foreign[key]] }),
];
const picker = (key: keyof Names): Case[] => [
  (foreign) => ({ q: "", ids: [foreign[key]] }),
  (foreign) => ({ q: foreign.mark }),
];
const searched: Case = (foreign) => ({ q: foreign.mark });
const deal = (foreign: Names, own: Names) => ({
  title: "GTX",
  currency: "USD",
  stageId: own.stage,
  companyId: foreign.company,
});
const roleUpdates: Case[] = [
  (foreign) => ({ ...update, id: foreign.customRole, name: "Taken", rules: [] }),
  (foreign, own) => ({
    ...update,
    id: own.customRole,
    name: "Taken",
    parentRoleId: foreign.customRole,
    rules: [],
  }),
];
const activity = (about: object) => ({ type: "note", subject: "Call", ...about });
/** A draft's plan that takes an unknown company of the file for a record that it names. */
const planned = (foreign: Names) => ({
  columns: [
    { column: 0, field: "title" },
    { column: 1, field: "company" },
  ],
  currency: "USD",
  names: { company: { "unheard of": { do: "use", name: "Unheard-of", id: foreign.company } } },
});
const bytes = new Uint8Array([65]);
/** Somebody else's address, and their roles and teams; `who` puts the address where the verb takes it. */
const invited = (who: (email: string) => object): Case[] => [
  (foreign, own) => ({ ...who(foreign.email), roleIds: [own.role] }),
  (foreign) => ({ ...who(foreign.email), roleIds: [foreign.customRole] }),
  (foreign, own) => ({ ...who(foreign.email), roleIds: [own.role], teamIds: [foreign.team] }),
];
const roleGifts: Case[] = [
  (foreign, own) => ({ memberId: foreign.person, roleId: own.role }),
  (foreign, own) => ({ memberId: own.person, roleId: foreign.customRole }),
  (foreign, own) => ({ memberId: own.person, roleId: own.customRole, teamId: foreign.team }),
];
const exceptions: Case[] = [
  (foreign) => ({
    ...{ memberId: foreign.person, permission: "deal:read", effect: "allow" },
    ...{ reason: foreign.mark, conditions: { op: "eq", attr: "record.title", value: foreign.mark } },
  }),
];
const inEmptyTeam: Case[] = [
  (foreign, own) => ({ teamId: foreign.team, memberId: own.person }),
  (foreign, own) => ({ teamId: own.team, memberId: foreign.person }),
];
const inFullTeam: Case[] = [
  (foreign, own) => ({ teamId: foreign.fullTeam, memberId: own.person }),
  (foreign, own) => ({ teamId: own.fullTeam, memberId: foreign.person }),
];
const ofFullTeam: Case[] = [
  (foreign, own) => ({ teamId: foreign.fullTeam, roleId: own.teamRole }),
  (foreign, own) => ({ teamId: own.fullTeam, roleId: foreign.teamRole }),
];
const teamMoves: Case[] = [
  (foreign) => ({ id: foreign.team, parentId: null, position: 0 }),
  (foreign, own) => ({ id: own.team, parentId: foreign.fullTeam, position: 0 }),
];
const ofReview: Case = (foreign) => ({ reviewId: foreign.review });
const itemsOf = (item: "reviewItem" | "keptItem"): Case[] => [
  (foreign, own) => ({ reviewId: foreign.review, ids: [own[item]] }),
  (foreign, own) => ({ reviewId: own.review, ids: [foreign[item]] }),
];
const revocations: Case[] = [
  (foreign, own) => ({ reviewId: foreign.review, id: own.reviewItem }),
  (foreign, own) => ({ reviewId: own.review, id: foreign.reviewItem }),
];

type Shared = "company" | "contact" | "deal";
const sharing = (key: Shared): Case[] => [
  (foreign, own) => ({ id: foreign[key], to: { kind: "member", id: own.person }, level: "see" }),
  (foreign, own) => ({ id: own[key], to: { kind: "member", id: foreign.person }, level: "see" }),
  (foreign, own) => ({ id: own[key], to: { kind: "team", id: foreign.team }, level: "see" }),
  (foreign, own) => ({ id: own[key], to: { kind: "role", id: foreign.customRole }, level: "see" }),
];
const unsharing = (key: Shared): Case[] => [
  (foreign, own) => ({ id: foreign[key], grantId: own[`${key}Grant`] }),
  (foreign, own) => ({ id: own[key], grantId: foreign[`${key}Grant`] }),
];
const records = ["activity", "company", "contact", "deal", "product"] as const;

/**
 * For each verb of people inside a tenant the inputs that name somebody else's records, in every place where one can be named. What a
 * list, a filter, a cursor and a search take is added by `generated.ts`, from the verb's schema.
 */
export const tenantCases: Record<string, Case[]> = {
  "access.end_expired": [none],
  "access.explain": [
    (foreign) => ({ memberId: foreign.member, permission: "deal:read" }),
    ...records.map(
      (key): Case =>
        (foreign, own) => ({
          memberId: own.member,
          permission: `${key}:update`,
          recordId: foreign[key],
        }),
    ),
  ],
  "access.explain_own": records.map((key) => (foreign) => ({
    permission: `${key}:update`,
    recordId: foreign[key],
  })),
  "access.find_person": [(foreign) => ({ email: foreign.email })],
  "access.why_not": [() => ({ permission: "deal:create" })],
  "activity.complete": many("activity", "Activity"),
  "activity.create": [
    (foreign) => activity({ contactId: foreign.contact }),
    (foreign) => activity({ companyId: foreign.company }),
    (foreign) => activity({ dealId: foreign.deal }),
    (foreign, own) => activity({ dealId: own.deal, assigneeId: foreign.member }),
  ],
  "activity.delete": many("activity", "Activity"),
  "activity.get": [one("activity")],
  "activity.list": [none],
  "activity.reopen": many("activity", "Activity"),
  "activity.restore": many("spareActivity", "Activity"),
  "activity.search": picker("activity"),
  "activity.update": [
    (foreign, own) => ({ ...update, id: foreign.activity, ...activity({ dealId: own.deal }) }),
    ...(["contactId", "companyId", "dealId", "assigneeId"] as const).map(
      (field): Case =>
        (foreign, own) => ({
          ...update,
          id: own.activity,
          ...activity({
            dealId: own.deal,
            [field]: foreign[field === "assigneeId" ? "member" : (field.slice(0, -2) as "deal")],
          }),
        }),
    ),
  ],
  "audit.actions": [searched],
  "audit.export": [none],
  "audit.get": [one("auditEntry"), one("platformEntry")],
  "audit.list": [none],
  "audit.platform_get": [one("platformEntry"), one("auditEntry")],
  "audit.platform_list": [none],
  "audit.platform_state": [none],
  "audit.state": [none],
  "audit.verify": [none],
  "company.create": [
    (foreign) => ({ name: "Zencorporation", parentCompanyId: foreign.company }),
    (foreign) => ({ name: "Zencorporation", ownerId: foreign.member }),
  ],
  "company.delete": many("company", "Company"),
  "company.get": [one("company")],
  "company.list": [none],
  "company.restore": many("spareCompany", "Company"),
  "company.search": picker("company"),
  "company.totals": [one("company")],
  "company.audience": [one("company")],
  "company.share": sharing("company"),
  "company.share.rehearse": sharing("company"),
  "company.shares": [one("company")],
  "company.unshare": unsharing("company"),
  "company.unshare.rehearse": unsharing("company"),
  "company.update": [
    (foreign) => ({ ...update, id: foreign.company, name: "Taken" }),
    (foreign, own) => ({ ...update, id: own.company, name: "Taken", parentCompanyId: foreign.company }),
    (foreign, own) => ({ ...update, id: own.company, name: "Taken", ownerId: foreign.member }),
  ],
  "company.values": [(foreign) => ({ field: "industry", q: foreign.mark })],
  "contact.create": [
    (foreign) => ({ firstName: "Ada", companyId: foreign.company }),
    (foreign) => ({ firstName: "Ada", ownerId: foreign.member }),
  ],
  "contact.delete": many("contact", "Contact"),
  "contact.get": [one("contact")],
  "contact.list": [none],
  "contact.restore": many("spareContact", "Contact"),
  "contact.search": picker("contact"),
  "contact.tags": [searched],
  "contact.audience": [one("contact")],
  "contact.share": sharing("contact"),
  "contact.share.rehearse": sharing("contact"),
  "contact.shares": [one("contact")],
  "contact.unshare": unsharing("contact"),
  "contact.unshare.rehearse": unsharing("contact"),
  "contact.update": [
    (foreign) => ({ ...update, id: foreign.contact, firstName: "Taken" }),
    (foreign, own) => ({ ...update, id: own.contact, firstName: "Ada", companyId: foreign.company }),
    (foreign, own) => ({ ...update, id: own.contact, firstName: "Ada", ownerId: foreign.member }),
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
  "deal.delete": many("deal", "Deal"),
  "deal.get": [one("deal")],
  "deal.list": [none],
  "deal.move": [
    (foreign, own) => ({ ...update, id: foreign.deal, stageId: own.stage }),
    (foreign, own) => ({ ...update, id: own.deal, stageId: foreign.stage }),
    (foreign, own) => ({ ...update, id: own.deal, stageId: own.nextStage, companyId: foreign.company }),
  ],
  "deal.people": [(foreign) => ({ dealId: foreign.deal })],
  "deal.remove_person": [
    (foreign, own) => ({ dealId: foreign.deal, contactId: own.contact }),
    (foreign, own) => ({ dealId: own.deal, contactId: foreign.contact }),
  ],
  "deal.restore": many("spareDeal", "Deal"),
  "deal.search": picker("deal"),
  "deal.stage_cards": [(foreign) => ({ stageId: foreign.stage })],
  "deal.stage_totals": [none],
  "deal.audience": [one("deal")],
  "deal.share": sharing("deal"),
  "deal.share.rehearse": sharing("deal"),
  "deal.shares": [one("deal")],
  "deal.unshare": unsharing("deal"),
  "deal.unshare.rehearse": unsharing("deal"),
  "deal.update": [
    (foreign, own) => ({ ...update, ...deal(own, own), id: foreign.deal }),
    (foreign, own) => ({ ...update, ...deal(foreign, own), id: own.deal }),
    (foreign, own) => ({ ...update, ...deal(own, own), id: own.deal, stageId: foreign.stage }),
    (foreign, own) => ({ ...update, ...deal(own, own), id: own.deal, ownerId: foreign.member }),
    (foreign, own) => ({ ...update, ...deal(own, own), id: own.deal, productId: foreign.product }),
    (foreign, own) => ({ ...update, ...deal(own, own), id: own.deal, primaryContactId: foreign.contact }),
  ],
  "import.cancel": [one("import")],
  "import.discard": [one("draft")],
  "import.end": [
    (foreign) => ({ id: foreign.draft, state: "failed", failure: "x" }),
    // What `import.run` below has begun, for another tenant before this one.
    (_, own) => ({ id: own.draft, state: "failed", failure: "x" }),
  ],
  "import.get": [one("import")],
  "import.list": [none],
  "import.names": [(foreign) => ({ of: "company", q: foreign.mark })],
  "import.outcomes": [one("import")],
  "import.plan": [
    (foreign, own) => ({ id: foreign.draft, plan: planned(own) }),
    (foreign, own) => ({ id: own.draft, plan: planned(foreign) }),
  ],
  "import.preview": [
    (foreign, own) => ({ id: foreign.draft, plan: planned(own) }),
    (foreign, own) => ({ id: own.draft, plan: planned(foreign) }),
  ],
  "import.read": [
    (foreign, own) => ({ id: foreign.draft, plan: planned(own) }),
    (foreign, own) => ({ id: own.draft, plan: planned(foreign) }),
  ],
  "import.report": [(foreign) => ({ id: foreign.draft, done: 1, total: 2 })],
  "import.revert": [one("import")],
  "import.rows": [
    one("import"),
    (foreign, own) => ({ id: own.import, after: { line: 1, id: foreign.importRow } }),
  ],
  // The caller's own draft runs with the plan that `import.plan` gave it, which names the foreign company.
  "import.run": [one("draft"), (_, own) => ({ id: own.draft })],
  "import.start": [() => ({ entity: "deal", fileName: "pipeline.csv", fileSize: 10 })],
  "import.upload": [(foreign) => ({ id: foreign.draft, part: 0, bytes })],
  "import.write": [
    (foreign) => ({ id: foreign.draft, watch: { done: 0, total: 0, cancelled: false } }),
    (_, own) => ({ id: own.draft, watch: { done: 0, total: 0, cancelled: false } }),
  ],
  "invitation.check": invited((email) => ({ emails: [email] })),
  "invitation.get": [one("invitation")],
  "invitation.list": [nothing],
  "invitation.resend": [one("invitation")],
  "invitation.revoke": [one("invitation")],
  "invitation.send": invited((email) => ({ emails: email })),
  "member.abilities": [one("member")],
  "member.add_override": exceptions,
  "member.add_override.rehearse": exceptions,
  "member.count_records": [one("member")],
  "member.get": [one("member")],
  "member.give_role": roleGifts,
  "member.give_role.rehearse": roleGifts,
  "member.list": [none],
  "member.list_gifts": [nothing],
  "member.presence": [(foreign) => ({ ids: [foreign.member] })],
  "member.reactivate": [one("person")],
  "member.remove": [one("person"), (foreign, own) => ({ id: own.person, recordsTo: foreign.member })],
  "member.remove_override": [one("override")],
  "member.remove_override.rehearse": [one("override")],
  "member.revoke_role": [one("assignment")],
  "member.revoke_role.rehearse": [one("assignment")],
  "member.suspend": [one("person")],
  "member.transfer_ownership": [(foreign) => ({ id: foreign.person, confirm: "Anna Snelling" })],
  "member.search": picker("member"),
  "review.close": [ofReview],
  "review.export": [one("review")],
  "review.get": [one("review")],
  "review.items": [ofReview],
  "review.keep": itemsOf("reviewItem"),
  "review.list": [none],
  "review.people": [
    (foreign) => ({ reviewId: foreign.review, q: foreign.mark }),
    (foreign, own) => ({ reviewId: own.review, ids: [foreign.person] }),
  ],
  "review.reopen": itemsOf("keptItem"),
  "review.revoke": revocations,
  "review.revoke.rehearse": revocations,
  "review.start": [() => ({ name: "Autumn" })],
  "role.compare": [
    (foreign, own) => ({ left: foreign.customRole, right: own.role }),
    (foreign, own) => ({ left: own.role, right: foreign.customRole }),
  ],
  "role.copy": [one("customRole")],
  "role.create": [(foreign) => ({ name: "Closer", parentRoleId: foreign.customRole, rules: [] })],
  "role.delete": [one("customRole")],
  "role.get": [one("customRole")],
  "role.list": [none],
  "role.update": roleUpdates,
  "role.update.rehearse": roleUpdates,
  "role.use": [one("customRole")],
  "pipeline.stages": [none],
  "product.create": [() => ({ name: "GTX", currency: "USD" })],
  "product.delete": many("product", "Product"),
  "product.get": [one("product")],
  "product.list": [none],
  "product.restore": many("spareProduct", "Product"),
  "product.search": picker("product"),
  "product.update": [(foreign) => ({ ...update, id: foreign.product, name: "Taken", currency: "USD" })],
  "search.all": [searched],
  "sharing.principals": [searched],
  "support.current": [nothing],
  "support.end": [one("support")],
  "support.leave": [nothing],
  "support.set_access": [() => ({ access: "none" })],
  "support.settings": [nothing],
  "team.add_person": inEmptyTeam,
  "team.add_person.rehearse": inEmptyTeam,
  "team.create": [(foreign) => ({ name: "Field sales", parentId: foreign.team })],
  "team.delete": [one("team")],
  "team.delete.rehearse": [one("team")],
  "team.get": [one("team")],
  "team.give_role": ofFullTeam,
  "team.give_role.rehearse": ofFullTeam,
  "team.list": [none],
  "team.move": teamMoves,
  "team.move.rehearse": teamMoves,
  "team.remove_person": inFullTeam,
  "team.remove_person.rehearse": inFullTeam,
  "team.role_choices": [none],
  "team.set_lead": inFullTeam,
  "team.take_role": ofFullTeam,
  "team.take_role.rehearse": ofFullTeam,
  "team.update": [(foreign) => ({ ...update, id: foreign.team, name: "Taken" })],
  "timeline.list": (["company", "contact", "deal", "product"] as const).map((resource) => (foreign) => ({
    resource,
    id: foreign[resource],
  })),
  "workspace.delete": [() => ({ confirm: "Fjordlys" })],
  "workspace.export": [nothing],
  "workspace.facts": [nothing],
};

/**
 * Places where a verb answers nothing about what is named there, to anybody, and why. That it changes nothing of another tenant's
 * either is checked as everywhere.
 */
export const silentPlaces: Record<string, string> = {
  "audit.actions q": "Only the names of actions are searched.",
  "import.end id": "The end of a run is noted where the import runs, and nothing is said.",
  "import.plan plan.names.company.unheard of.id":
    "A plan is kept as a draft; preview and run look its names up.",
  "import.read plan.names.company.unheard of.id": "Reading a file shows the plan as it was given.",
  "import.report id": "A sign of life is kept where the import runs, and nothing is said.",
  "import.rows after.id": "The id only says where a page of one's own rows ends.",
};
