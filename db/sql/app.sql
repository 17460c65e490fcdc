-- The functions of the schema `app`, replaced at every migration. Each pins its search_path, except app.enter, which exists to set it.

-- Whose rows this database holds, and whether they may be used: `arriving` while they are copied here, `open`, `frozen` for
-- the moment in which a move switches over, `moved` once they live elsewhere.
create table if not exists app.residents (
  tenant_id uuid primary key,
  schema_name text not null,
  epoch integer not null,
  state text not null default 'open' check (state in ('arriving', 'open', 'frozen', 'moved')),
  changed_at timestamptz not null default now()
);

-- Which text of this file was put here (`functions`), and which one secured each schema: what is older is done again.
create table if not exists app.versions (
  name text primary key,
  hash text not null,
  changed_at timestamptz not null default now()
);

-- The advisory lock of a tenant: every write holds it shared, the last step of a move exclusively.
create or replace function app.tenant_lock(tenant uuid) returns bigint
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select hashtextextended('tenant ' || tenant::text, 0)
$$;

-- Lets a transaction in when the tenant's rows are here, in this schema, since this epoch. A statement of its own after the lock:
-- only then it sees what the move did that it waited for.
create or replace function app.admit(schema_name text, tenant uuid, at_epoch integer, writing boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  now_is text;
begin
  if writing then
    perform pg_advisory_xact_lock_shared(hashtextextended('tenant ' || tenant::text, 0));
  end if;
  select state into now_is from app.residents r
   where r.tenant_id = tenant and r.schema_name = admit.schema_name and r.epoch = at_epoch;
  if now_is = 'open' or (now_is = 'frozen' and not writing) then
    return;
  end if;
  if now_is = 'frozen' then
    raise exception 'tenant % is being moved', tenant using errcode = 'TN002';
  end if;
  raise exception 'tenant % is not here at epoch %', tenant, at_epoch using errcode = 'TN001';
end $$;

-- Enters a tenant for the rest of the transaction: role, schema, tenant. EXECUTE, because Citus forwards only SET LOCAL.
drop function if exists app.enter(text, text, uuid);
create or replace function app.enter(role_name text, schema_name text, tenant uuid, epoch integer, writing boolean) returns void
language plpgsql security invoker as $$
begin
  perform app.admit(schema_name, tenant, epoch, writing);
  execute pg_catalog.format(
    'set local role %I; set local search_path to %I, pg_temp; set local app.tenant_schema to %L; set local app.tenant_id to %L',
    role_name, schema_name, schema_name, tenant);
end $$;

-- Lets a new tenant into the schema `shared`. One that is known stays as it is.
create or replace function app.move_in(tenant uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into app.residents (tenant_id, schema_name, epoch) values (tenant, 'shared', 1) on conflict do nothing
$$;

-- Lower case, no accents, one space for every run of punctuation: what searching and matching by name compare.
create or replace function app.fold(value text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select btrim(regexp_replace(
    regexp_replace(normalize(lower(coalesce(value, '')), NFKD), U&'[\0300-\036F]', '', 'g'),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Full-text search of the current tenant. `@@` is not leakproof, so under row-level security it would read every row of
-- the tenant; this function reads as tenantry_search, which no policy hides rows from, and states the tenant itself.
create or replace function app.search_ids(entity text, query text, max_hits integer default null) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  place text := current_setting('app.tenant_schema', true);
  words text;
begin
  if tenant is null or place is null or place not in ('shared', 'tenant_' || replace(tenant::text, '-', '')) then
    raise exception 'app.search_ids needs a tenant';
  end if;
  if entity not in ('activities', 'companies', 'contacts', 'deals', 'products') then
    raise exception 'app.search_ids does not know %', entity;
  end if;
  select string_agg(quote_literal(word) || ':*', ' & ') into words
    from regexp_split_to_table(app.fold(left(query, 200)), ' ') word where word <> '';
  if words is null then return; end if;
  return query execute format(
    'select id from %I.%I where tenant_id = $1 and search @@ to_tsquery(''simple'', $2) and deleted_at is null limit $3',
    place, entity) using tenant, words, max_hits;
end $$;

-- Puts row-level security on every table of a tenant schema that has a tenant_id, and grants what each role needs.
-- Foreign keys and partitions: see docs/decisions. Idempotent: runs after every migration, so that no table is forgotten.
create or replace function app.secure_tables(schema_name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  t record;
  mine constant text := '(tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)';
begin
  execute format('grant usage on schema %I to tenantry_app, tenantry_readonly, tenantry_backup, tenantry_search', schema_name);
  for t in
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as secured,
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as scoped
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = schema_name and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('grant select on %I.%I to tenantry_app, tenantry_readonly, tenantry_backup', schema_name, t.name);
    continue when not t.scoped;
    execute format('grant select on %I.%I to tenantry_search', schema_name, t.name);
    execute format('grant insert on %I.%I to tenantry_app', schema_name, t.name);
    if t.name <> 'audit_logs' then
      execute format('grant update on %I.%I to tenantry_app', schema_name, t.name);
    end if;
    if t.name not in ('audit_logs', 'audit_heads') then
      execute format('grant delete on %I.%I to tenantry_app', schema_name, t.name);
    end if;
    -- Only where it is missing: the statement locks the table, and this one may be in use.
    if not t.secured then
      execute format('alter table %I.%I enable row level security, force row level security', schema_name, t.name);
    end if;
    if not exists (select from pg_policies where schemaname = schema_name and tablename = t.name and policyname = 'tenant_isolation') then
      execute format('create policy tenant_isolation on %I.%I as restrictive to tenantry_migrator, tenantry_app, tenantry_readonly using %s with check %s',
        schema_name, t.name, mine, mine);
      execute format('create policy tenant_rows on %I.%I to tenantry_migrator, tenantry_app, tenantry_readonly using (true) with check (true)',
        schema_name, t.name);
      execute format('create policy whole_table on %I.%I for select to tenantry_search, tenantry_backup using (true)', schema_name, t.name);
    end if;
  end loop;
  -- A move replaces rows that changed while it copied: their keys are checked when it commits.
  for t in
    select k.conname as name, r.relname as of_table from pg_constraint k
      join pg_class r on r.oid = k.conrelid join pg_namespace n on n.oid = r.relnamespace
     where n.nspname = schema_name and k.contype = 'f' and k.conparentid = 0 and not k.condeferrable
  loop
    execute format('alter table %I.%I alter constraint %I deferrable initially immediate', schema_name, t.of_table, t.name);
  end loop;
end $$;

-- The same for the control plane, whose rows belong to a tenant or to the platform: inside a tenant, that tenant's alone.
create or replace function app.secure_control() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  t text;
  mine constant text := '(nullif(current_setting(''app.tenant_id'', true), '''') is null or tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)';
begin
  for t in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'control' and c.relkind in ('r', 'p') and not c.relispartition
       and a.attname = 'tenant_id' and not a.attisdropped
  loop
    if exists (select from pg_class where oid = format('control.%I', t)::regclass and not (relrowsecurity and relforcerowsecurity)) then
      execute format('alter table control.%I enable row level security, force row level security', t);
    end if;
    if not exists (select from pg_policies where schemaname = 'control' and tablename = t and policyname = 'tenant_isolation') then
      execute format('create policy tenant_isolation on control.%I as restrictive to tenantry_migrator, tenantry_app, tenantry_readonly using %s with check %s',
        t, mine, mine);
      execute format('create policy tenant_rows on control.%I to tenantry_migrator, tenantry_app, tenantry_readonly using (true) with check (true)', t);
      execute format('create policy whole_table on control.%I for select to tenantry_search, tenantry_backup using (true)', t);
    end if;
  end loop;
end $$;

-- Monthly partitions from this month on, and a default one that catches what has none. Rows of a month that went into that one, in a
-- place that nobody brought up to date for long, stay there.
create or replace function app.ensure_partitions(schema_name text, table_name text, months integer default 12) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  month date := date_trunc('month', now() at time zone 'UTC')::date;
begin
  for i in 0..months loop
    begin
      execute format('create table if not exists %I.%I partition of %I.%I for values from (%L) to (%L)',
        schema_name, table_name || to_char(month, '_YYYY_MM'), schema_name, table_name,
        month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
    exception when check_violation then
      null;
    end;
    month := (month + interval '1 month')::date;
  end loop;
  execute format('create table if not exists %I.%I partition of %I.%I default',
    schema_name, table_name || '_default', schema_name, table_name);
end $$;
