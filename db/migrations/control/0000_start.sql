CREATE SCHEMA "control";
--> statement-breakpoint
CREATE TABLE "control"."platform_audit_logs" (
	"id" uuid NOT NULL,
	"tenant_id" uuid,
	"actor_user_id" uuid,
	"actor_reason" text,
	"severity" text DEFAULT 'INFO' NOT NULL,
	"action" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text,
	"changes" jsonb,
	"ip" text,
	"user_agent" text,
	"request_id" text,
	"success" boolean DEFAULT true NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "platform_audit_logs_id_created_at_pk" PRIMARY KEY("id","created_at"),
	CONSTRAINT "platform_audit_logs_severity_check" CHECK ("control"."platform_audit_logs"."severity" in ('INFO', 'WARNING', 'ERROR', 'CRITICAL'))
) PARTITION BY RANGE ("created_at");
--> statement-breakpoint
CREATE TABLE "control"."accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "control"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"tenant_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"device" text,
	"place" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"email_verified_at" timestamp with time zone,
	"first_name" text,
	"last_name" text,
	"image" text,
	"phone" text,
	"clerk_user_id" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"password_changed_at" timestamp with time zone,
	"failed_login_attempts" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"last_login_at" timestamp with time zone,
	"lead_source" text,
	"utm_source" text,
	"utm_medium" text,
	"utm_campaign" text,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"permission_version" integer DEFAULT 1 NOT NULL,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_status_check" CHECK ("control"."memberships"."status" in ('active', 'suspended', 'removed'))
);
--> statement-breakpoint
CREATE TABLE "control"."permissions" (
	"name" text PRIMARY KEY NOT NULL,
	"resource" text NOT NULL,
	"action" text NOT NULL,
	"description" text NOT NULL,
	CONSTRAINT "permissions_name_check" CHECK ("control"."permissions"."name" = "control"."permissions"."resource" || ':' || "control"."permissions"."action")
);
--> statement-breakpoint
CREATE TABLE "control"."placements" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"isolation_level" text NOT NULL,
	"host" text,
	"port" integer,
	"database_name" text,
	"schema_name" text NOT NULL,
	"secret_reference" text,
	"epoch" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'provisioning' NOT NULL,
	"schema_version" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "placements_isolation_level_check" CHECK ("control"."placements"."isolation_level" in ('shared', 'schema', 'database')),
	CONSTRAINT "placements_state_check" CHECK ("control"."placements"."state" in ('provisioning', 'ready'))
);
--> statement-breakpoint
CREATE TABLE "control"."tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"clerk_organization_id" text,
	"status" text DEFAULT 'trial' NOT NULL,
	"isolation_level" text DEFAULT 'shared' NOT NULL,
	"plan" text DEFAULT 'starter' NOT NULL,
	"trial_ends_at" timestamp with time zone,
	"quota_limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"features" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"settings" jsonb NOT NULL,
	"branding" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"data_retention_days" integer DEFAULT 2555 NOT NULL,
	"auto_delete_after_days" integer,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_status_check" CHECK ("control"."tenants"."status" in ('trial', 'active', 'past_due', 'suspended', 'churned')),
	CONSTRAINT "tenants_isolation_level_check" CHECK ("control"."tenants"."isolation_level" in ('shared', 'schema', 'database')),
	CONSTRAINT "tenants_slug_check" CHECK ("control"."tenants"."slug" ~ '^[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]$')
);
--> statement-breakpoint
ALTER TABLE "control"."accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "control"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "control"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."memberships" ADD CONSTRAINT "memberships_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "control"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."placements" ADD CONSTRAINT "placements_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "platform_audit_logs_tenant_id_idx" ON "control"."platform_audit_logs" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "accounts_user_id_idx" ON "control"."accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_provider_key" ON "control"."accounts" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_idx" ON "control"."sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_key" ON "control"."sessions" USING btree ("token");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "control"."users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "users_clerk_user_id_key" ON "control"."users" USING btree ("clerk_user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier_idx" ON "control"."verifications" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_user_tenant_key" ON "control"."memberships" USING btree ("user_id","tenant_id");--> statement-breakpoint
CREATE INDEX "memberships_tenant_id_idx" ON "control"."memberships" USING btree ("tenant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenants_slug_key" ON "control"."tenants" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "tenants_clerk_organization_id_key" ON "control"."tenants" USING btree ("clerk_organization_id");