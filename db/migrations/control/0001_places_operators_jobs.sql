CREATE TABLE "control"."jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"tenant_id" uuid,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"step" text,
	"done" bigint DEFAULT 0 NOT NULL,
	"total" bigint,
	"result" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone,
	"cancel_requested_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"error" text,
	"requested_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "jobs_state_check" CHECK ("control"."jobs"."state" in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "control"."operators" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"added_by" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."support_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"mode" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_sessions_mode_check" CHECK ("control"."support_sessions"."mode" in ('read', 'write'))
);
--> statement-breakpoint
CREATE TABLE "control"."migration_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"target" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "migration_runs_state_check" CHECK ("control"."migration_runs"."state" in ('running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "control"."placement_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"from_placement" jsonb NOT NULL,
	"to_placement" jsonb NOT NULL,
	"step" text DEFAULT 'planned' NOT NULL,
	"passes" integer DEFAULT 0 NOT NULL,
	"rows_done" bigint DEFAULT 0 NOT NULL,
	"rows_total" bigint,
	"proof" jsonb,
	"cutover_ms" integer,
	"cancel_requested_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"error" text,
	"purge_after" timestamp with time zone,
	"source_purged_at" timestamp with time zone,
	"requested_by" uuid,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "placement_moves_step_check" CHECK ("control"."placement_moves"."step" in ('planned', 'preparing', 'copying', 'verifying', 'cutting_over', 'switching', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "control"."tenant_erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"isolation_level" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone,
	"counts" jsonb,
	"audit_seq" bigint,
	"audit_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."tenant_migrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"wave" integer NOT NULL,
	"version" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_migrations_state_check" CHECK ("control"."tenant_migrations"."state" in ('pending', 'running', 'done', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "is_admin" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "support_session_id" uuid;--> statement-breakpoint
ALTER TABLE "control"."placements" ADD COLUMN "row_count" bigint;--> statement-breakpoint
ALTER TABLE "control"."placements" ADD COLUMN "byte_count" bigint;--> statement-breakpoint
ALTER TABLE "control"."placements" ADD COLUMN "measured_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "control"."tenants" ADD COLUMN "support_access" text DEFAULT 'read' NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."tenants" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "control"."tenants" ADD COLUMN "deleted_by" uuid;--> statement-breakpoint
ALTER TABLE "control"."operators" ADD CONSTRAINT "operators_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "control"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."support_sessions" ADD CONSTRAINT "support_sessions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."support_sessions" ADD CONSTRAINT "support_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "control"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."placement_moves" ADD CONSTRAINT "placement_moves_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."tenant_migrations" ADD CONSTRAINT "tenant_migrations_run_id_migration_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "control"."migration_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."tenant_migrations" ADD CONSTRAINT "tenant_migrations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key_key" ON "control"."jobs" USING btree ("kind","key");--> statement-breakpoint
CREATE INDEX "jobs_due_idx" ON "control"."jobs" USING btree ("run_at") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "jobs_tenant_id_idx" ON "control"."jobs" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "support_sessions_tenant_id_idx" ON "control"."support_sessions" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "support_sessions_user_id_idx" ON "control"."support_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "placement_moves_tenant_id_idx" ON "control"."placement_moves" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "placement_moves_open_key" ON "control"."placement_moves" USING btree ("tenant_id") WHERE finished_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tenant_erasures_tenant_id_key" ON "control"."tenant_erasures" USING btree ("tenant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenant_migrations_run_key" ON "control"."tenant_migrations" USING btree ("run_id","tenant_id");--> statement-breakpoint
CREATE INDEX "tenant_migrations_tenant_id_idx" ON "control"."tenant_migrations" USING btree ("tenant_id","created_at");--> statement-breakpoint
ALTER TABLE "control"."tenants" ADD CONSTRAINT "tenants_support_access_check" CHECK ("control"."tenants"."support_access" in ('none', 'read', 'write'));