/** What Next gives the page of a list. */
export type ListProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What Next gives the page of one tenant. */
export type TenantProps = { params: Promise<{ id: string }> };
