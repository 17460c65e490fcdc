DROP INDEX "deals_value_minor_idx";--> statement-breakpoint
DROP INDEX "deals_actual_close_date_idx";--> statement-breakpoint
CREATE INDEX "companies_updated_at_idx" ON "companies" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "contacts_updated_at_idx" ON "contacts" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "deals_expected_close_date_idx" ON "deals" USING btree ("tenant_id","expected_close_date" NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "deals_updated_at_idx" ON "deals" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "products_updated_at_idx" ON "products" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "deals_value_minor_idx" ON "deals" USING btree ("tenant_id","value_minor" NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "deals_actual_close_date_idx" ON "deals" USING btree ("tenant_id","actual_close_date" NULLS FIRST,"id");