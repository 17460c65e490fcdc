-- tenantry: no transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "member_roles_team_id_idx" ON "member_roles" USING btree ("tenant_id","team_id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "roles_parent_role_id_idx" ON "roles" USING btree ("tenant_id","parent_role_id");
