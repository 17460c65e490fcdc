type Tenant = { tenant: string };

/** What Next gives the page of a list. */
export type ListProps = {
  params: Promise<Tenant>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What Next gives the pages of one record. */
export type RecordProps = { params: Promise<Tenant & { id: string }> };
