DROP INDEX "activities_due_at_idx";--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, app.fold(coalesce(subject, '') || ' ' || coalesce(body, '')))) STORED;--> statement-breakpoint
CREATE INDEX "activities_search_idx" ON "activities" USING gin ("tenant_id","search");--> statement-breakpoint
CREATE INDEX "activities_due_at_idx" ON "activities" USING btree ("tenant_id","due_at" NULLS FIRST,"id");