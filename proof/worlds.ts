import { eq } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { controlDb } from "@/db/control";
import { makeTenant, makeUser, type Signed, signIn } from "@/db/factories";
import type { IsolationLevel } from "@/db/placement";
import { platformAuditLogs } from "@/db/schema/control";
import { auditLogs, pipelineStages, pipelines, roles } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createActivity, deleteActivities } from "@/lib/activities/commands";
import { createCompany, deleteCompanies } from "@/lib/companies/commands";
import { createContact, deleteContacts } from "@/lib/contacts/commands";
import { createDeal, deleteDeals } from "@/lib/deals/commands";
import { addDealPerson } from "@/lib/deals/people";
import { draftImport, importFile } from "@/lib/imports/import-file";
import { listImportRows } from "@/lib/imports/queries";
import type { Context } from "@/lib/kernel";
import { createProduct, deleteProducts } from "@/lib/products/commands";
import { createRole } from "@/lib/roles/commands";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { fillAccess } from "./access-rows";
import { fillControl } from "./control-rows";
import { fillShares } from "./share-rows";
import { fillTeams } from "./team-rows";

export const levels = ["shared", "schema", "database"] as const satisfies IsolationLevel[];

/** All that can be named of a tenant in an input: an id of each kind of record, and words. */
export type Names = Record<(typeof ids)[number] | "mark" | "slug" | "email", string>;

/** What belongs to single people of a workspace. All else that has a name is everybody's there. */
export const recordNames = [
  ...(["activity", "company", "contact", "deal", "product"] as const),
  ...(["spareActivity", "spareCompany", "spareContact", "spareDeal", "spareProduct"] as const),
  ...(["draft", "import", "importRow"] as const),
] as const;

const ids = [
  ...recordNames,
  ...(["stage", "nextStage", "pipeline", "member", "role", "customRole", "auditEntry"] as const),
  ...(["platformEntry", "tenant", "user", "support", "run", "move"] as const),
  ...(["invitation", "person", "assignment", "override", "team"] as const),
  ...(["companyGrant", "contactGrant", "dealGrant"] as const),
  ...(["fullTeam", "teamRole", "review", "reviewItem", "keptItem"] as const),
] as const;

/** Names of nothing. */
export const nameless = Object.fromEntries(
  [...ids, "mark", "slug", "email"].map((name) => [name, "00000000-0000-7000-8000-000000000000"]),
) as Names;

/** A tenant with rows in every table, and its owner. */
export type World = Signed & { tenant: ProvisionedTenant; level: IsolationLevel; names: Names };

/** A word that no other record holds. */
export const uniqueMark = (): string =>
  `zot${Array.from({ length: 10 }, () => "bcdfghjklm"[Math.floor(Math.random() * 10)]).join("")}`;

/** The word that stands beside a tenant's mark in all that it has, and in no input. */
export const secretOf = (mark: string): string => `secret${mark}`;

/**
 * Makes a tenant whose records all hold `mark` in their names. Two worlds of one mark and level are twins: alike in everything but
 * what is new with every tenant.
 */
export async function makeWorld(level: IsolationLevel, mark: string): Promise<World> {
  const words = `${mark} ${secretOf(mark)}`;
  const tenant = await makeTenant({ isolationLevel: level });
  const signed = await signIn(tenant, "owner", await makeUser({ name: `Darcel ${words}` }));
  const { ctx, user, memberId } = signed;
  const records = await fillWith(ctx, mark);
  const control = await fillControl(tenant, words);
  const access = await fillAccess(ctx, words);
  const names: Names = {
    ...records,
    ...control,
    ...access,
    ...(await fillShares(ctx, { ...records, ...access })),
    ...(await fillTeams(ctx, words, access.person)),
    mark,
    slug: tenant.slug,
    email: user.email,
    pipeline: await firstId(ctx, pipelines),
    member: memberId,
    role: await firstId(ctx, roles),
    customRole: await customRole(ctx, words),
    auditEntry: await firstId(ctx, auditLogs),
    tenant: tenant.tenantId,
    user: user.id,
    platformEntry: await platformEntry(tenant.tenantId),
  };
  return { ...signed, tenant, level, names };
}

async function customRole(ctx: Context, words: string): Promise<string> {
  const rule = {
    permission: "deal:read",
    condition: { op: "eq", attr: "record.title", value: words },
  } as const;
  return (
    await createRole(ctx, { name: `Closer ${words}`, description: words, parentRoleId: null, rules: [rule] })
  ).id;
}

/** What somebody has in a workspace whose names all hold `mark`: a record of each kind and one to spare, an import and a draft of one. */
export async function fillWith(
  ctx: Context,
  mark: string,
): Promise<Pick<Names, (typeof recordNames)[number] | "stage" | "nextStage">> {
  const words = `${mark} ${secretOf(mark)}`;
  const file = (text: string) => ({
    entity: "deal" as const,
    fileName: `${words}.csv`,
    bytes: new TextEncoder().encode(text),
  });
  const choices = { key: null, currency: "USD", create: ["company"] };
  const records = await fillRecords(ctx, mark);
  const spare = await fillSpare(ctx, words);
  const done = await importFile(ctx, file(`title,company\nGTX Plus ${words},Isdom ${words}\n`), choices);
  const draft = await draftImport(ctx, file(`title,company\nMG Special ${words},Unheard-of\n`), {});
  const { rows } = await listImportRows(ctx, { id: done.id });
  return { ...records, ...spare, import: done.id, draft: draft.id, importRow: rows[0]?.id ?? "" };
}

async function fillRecords(ctx: Context, mark: string) {
  const words = `${mark} ${secretOf(mark)}`;
  const [stage = "", nextStage = ""] = await idsOf(ctx, pipelineStages);
  const { id: company } = await createCompany(ctx, {
    name: `Kan-code ${words}`,
    industry: `software ${words}`,
  });
  const person = { lastName: words, companyId: company, tags: [mark, secretOf(mark)] };
  const { id: contact } = await createContact(ctx, { firstName: "Amara", ...person });
  const { id: second } = await createContact(ctx, { firstName: "Hank", ...person });
  const { id: product } = await createProduct(ctx, { name: `GTX ${words}`, currency: "USD" });
  const { id: deal } = await createDeal(ctx, {
    title: `GTX Pro ${words}`,
    currency: "USD",
    stageId: stage,
    companyId: company,
    productId: product,
    primaryContactId: contact,
    ownerId: ctx.member?.id,
  });
  await addDealPerson(ctx, { dealId: deal, contactId: second, role: "user" });
  const assigneeId = ctx.member?.id;
  const { id: activity } = await createActivity(ctx, {
    type: "task",
    subject: `Send the offer ${words}`,
    dealId: deal,
    assigneeId,
  });
  return { stage, nextStage, company, contact: second, product, deal, activity };
}

/** One record more of each kind that can be deleted. */
async function fillSpare(ctx: Context, words: string) {
  const { id: spareCompany } = await createCompany(ctx, { name: `Cancity ${words}` });
  const { id: spareContact } = await createContact(ctx, { firstName: "Bob", lastName: words });
  const { id: spareProduct } = await createProduct(ctx, { name: `MG ${words}`, currency: "USD" });
  const stageId = await firstId(ctx, pipelineStages);
  const { id: spareDeal } = await createDeal(ctx, { title: `MG Deal ${words}`, currency: "USD", stageId });
  const about = { type: "note" as const, subject: `Remember ${words}`, companyId: spareCompany };
  const { id: spareActivity } = await createActivity(ctx, about);
  return { spareActivity, spareCompany, spareContact, spareDeal, spareProduct };
}

/** Puts a tenant's spare records into the bin, where others may try to take them from. */
export async function deleteSpare({ ctx, names }: Pick<World, "ctx" | "names">): Promise<void> {
  await deleteActivities(ctx, { ids: [names.spareActivity] });
  await deleteDeals(ctx, { ids: [names.spareDeal] });
  await deleteProducts(ctx, { ids: [names.spareProduct] });
  await deleteContacts(ctx, { ids: [names.spareContact] });
  await deleteCompanies(ctx, { ids: [names.spareCompany] });
}

type Keyed = PgTable & { tenantId: PgColumn; id: PgColumn };

const idsOf = (ctx: Context, table: Keyed): Promise<string[]> =>
  withTenant(ctx, "read only", (tx) =>
    tx.select({ id: table.id }).from(table).where(within(ctx, table)).orderBy(table.id).limit(2),
  ).then((rows) => rows.map(({ id }) => String(id)));

async function firstId(ctx: Context, table: Keyed): Promise<string> {
  const [id] = await idsOf(ctx, table);
  if (!id) throw new Error("A world has a row in every table.");
  return id;
}

async function platformEntry(tenantId: string): Promise<string> {
  const [row] = await controlDb()
    .select({ id: platformAuditLogs.id })
    .from(platformAuditLogs)
    .where(eq(platformAuditLogs.tenantId, tenantId))
    .limit(1);
  if (!row) throw new Error("The platform's log tells of every new tenant.");
  return row.id;
}

/**
 * Names like a tenant's that belong to nobody: each differs in its last character, so that they sort, and look, as the tenant's own do.
 */
export const nobody = <Named extends Names>(names: Named): Named =>
  Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, name.replace(/^[^@]+/, withOtherEnd)]),
  ) as Named;

const withOtherEnd = (name: string): string => {
  const end = name.at(-1) ?? "";
  const next = { "9": "0", f: "a", m: "b" }[end] ?? String.fromCharCode(end.charCodeAt(0) + 1);
  return name.slice(0, -1) + next;
};
