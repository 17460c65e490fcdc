import {
  type GivenRule,
  makeRole,
  makeTeam,
  makeTenant,
  makeUser,
  memberWith,
  type Signed,
  signIn,
} from "@/db/factories";
import { createActivity, updateActivity } from "@/lib/activities/commands";
import { createCompany, updateCompany } from "@/lib/companies/commands";
import { createContact, updateContact } from "@/lib/contacts/commands";
import { createDeal, updateDeal } from "@/lib/deals/commands";
import { type Context, contextOf } from "@/lib/kernel/context";
import { listStages } from "@/lib/pipelines/queries";
import { createProduct, updateProduct } from "@/lib/products/commands";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { type ResourceName, resources } from "@/lib/rbac/resources";
import { fillShares } from "./share-rows";
import { deleteSpare, fillWith, type Names, nameless, uniqueMark, type World } from "./worlds";

/** Somebody who may see only a part of a workspace, with records of their own; and what they must not see there. */
export type Watcher = World & { who: string; foreign: Names };

const around: Permission[] = [
  "workspace:read",
  "pipeline:read",
  "member:read",
  "import:read",
  "import:create",
];
const aboutRecords = permissions.filter(({ resource }) => resource in resources);

/** Everything with records, as far as they are the member's own or their team's. What has no owner is whose it was made by. */
const scoped = (scope: "own" | "team"): GivenRule[] =>
  aboutRecords.map(({ name, resource }) =>
    resources[resource as ResourceName].owner === null
      ? {
          permission: name,
          condition: { op: "eq", attr: "record.createdBy", value: { var: "member.id" } },
        }
      : { permission: name, scope },
  );

/** The fields in which the sealed records hold their word, and their amounts. */
const sealedFields: Record<ResourceName, string[]> = {
  company: ["domain", "industry", "street", "city", "region", "country", "companySize", "annualRevenueMinor"],
  contact: ["email", "phone", "title", "tags"],
  deal: ["valueMinor", "dealSource", "description"],
  activity: ["body"],
  product: ["sku", "category", "description", "unitPriceMinor", "unitCostMinor"],
};

/** An amount that stands nowhere else. */
export const SEALED_MINOR = 98_765_432_123n;

const blind: GivenRule[] = [
  ...aboutRecords.map(({ name }) => name),
  ...Object.entries(sealedFields).map(
    ([resource, fields]): GivenRule => ({
      permission: `${resource}:read` as Permission,
      effect: "deny",
      fields,
    }),
  ),
];

/** People of one workspace beside whom its owner has records of which nothing may reach them. */
export async function makeWatchers(level: World["level"]): Promise<{ own: Watcher; team: Watcher }> {
  const tenant = await makeTenant({ isolationLevel: level });
  const { ctx } = await signIn(tenant, "owner");
  const mark = uniqueMark();
  // Everybody may see the people of a workspace: theirs has no word in the name.
  const theirs = { ...(await fillShared(tenant, ctx, mark, "Ingrid Holm")), mark };
  await deleteSpare({ ctx, names: { ...nameless, ...theirs } });
  const [own, team] = await Promise.all([arriving(tenant, scoped("own")), arriving(tenant, scoped("team"))]);
  const teammate = await memberWith(tenant, [...around, ...scoped("own")]);
  await makeTeam(tenant, { memberIds: [team.memberId, teammate.memberId] });
  await createDeal(teammate.ctx, { ...(await firstStage(teammate)), title: "Of a teammate" });
  return {
    own: await watching({ tenant, level, who: "who has only their own" }, own, theirs),
    team: await watching({ tenant, level, who: "who has their team's" }, team, theirs),
  };
}

/** Somebody who sees every record, and not the fields in which a word is sealed. */
export async function makeBlind(level: World["level"]): Promise<Watcher> {
  const tenant = await makeTenant({ isolationLevel: level });
  const word = uniqueMark();
  const sealed = { ...(await fillSealed(await signIn(tenant, "owner"), word)), mark: word };
  const signed = await arriving(tenant, blind);
  // Nobody shares a record of which fields are closed to them.
  return watching({ tenant, level, who: "who sees not every field" }, signed, sealed, (_, ctx, mark) =>
    fillWith(ctx, mark),
  );
}

type Arrived = Signed & { mark: string };

/** Somebody with these rights, whose own name has the word that their records will have. */
async function arriving(tenant: World["tenant"], rules: GivenRule[]): Promise<Arrived> {
  const mark = uniqueMark();
  const user = await makeUser({ name: `Darcel ${mark}` });
  return { ...(await memberWith(tenant, [...around, ...rules], user)), mark };
}

async function watching(
  place: Pick<Watcher, "tenant" | "level" | "who">,
  { mark, ...signed }: Arrived,
  foreign: Partial<Names>,
  fill: (tenant: World["tenant"], ctx: Context, mark: string) => Promise<Partial<Names>> = fillShared,
): Promise<Watcher> {
  // By now others may have put them into a team.
  const ctx = await contextOf(signed.headers);
  const names: Names = {
    ...nameless,
    ...(await fill(place.tenant, ctx, mark)),
    mark,
    slug: place.tenant.slug,
    email: signed.user.email,
    member: signed.memberId,
    tenant: place.tenant.tenantId,
    user: signed.user.id,
  };
  return { ...signed, ctx, ...place, names, foreign: { ...names, ...foreign, person: names.person } };
}

/** What somebody has in the workspace, and what they share with a person who is called so. */
async function fillShared(tenant: World["tenant"], ctx: Context, mark: string, name = `Anna ${mark}`) {
  const records = await fillWith(ctx, mark);
  const { memberId: person } = await signIn(tenant, "viewer", await makeUser({ name }));
  const grants = await fillShares(ctx, { ...records, person });
  const [team, customRole] = [await makeTeam(tenant), await makeRole(tenant)];
  return { ...records, ...grants, person, team, customRole };
}

const firstStage = async ({ ctx }: Signed) => ({
  stageId: (await listStages(ctx, {}))[0]?.id ?? "",
  currency: "USD",
});

/** Records whose names tell nothing and whose fields hold the word: first without it, so that their history holds it too. */
async function fillSealed(owner: Signed, word: string) {
  const { ctx, memberId: ownerId } = owner;
  const placed = await firstStage(owner);
  const name = { name: "Fjordlys", ownerId };
  const { id: company } = await createCompany(ctx, name);
  await updateCompany(ctx, {
    ...{ ...name, id: company, version: 1, domain: `${word}.example`, annualRevenueMinor: SEALED_MINOR },
    ...{ industry: word, street: word, city: word, region: word, country: word, companySize: word },
  });
  const person = { firstName: "Maren", lastName: "Holt", companyId: company, ownerId };
  const { id: contact } = await createContact(ctx, person);
  await updateContact(ctx, {
    ...{ ...person, id: contact, version: 1, email: `${word}@acme.example` },
    ...{ phone: word, title: word, tags: [word] },
  });
  const thing = { name: "GTX Basic", currency: "USD" };
  const { id: product } = await createProduct(ctx, thing);
  const costs = { unitPriceMinor: SEALED_MINOR, unitCostMinor: SEALED_MINOR };
  await updateProduct(ctx, {
    ...{ ...thing, ...costs, id: product, version: 1, sku: word, category: word, description: word },
  });
  const titled = { ...placed, title: "Harbour", companyId: company, productId: product, ownerId };
  const { id: deal } = await createDeal(ctx, titled);
  const told = { dealSource: word, description: word, valueMinor: SEALED_MINOR };
  await updateDeal(ctx, { ...titled, ...told, id: deal, version: 1 });
  const task = { type: "task" as const, subject: "Send the offer", dealId: deal, assigneeId: ownerId };
  const { id: activity } = await createActivity(ctx, task);
  await updateActivity(ctx, { ...task, id: activity, version: 1, body: word });
  return { company, contact, product, deal, activity };
}
