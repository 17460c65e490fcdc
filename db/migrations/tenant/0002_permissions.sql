CREATE TABLE "access_review_items" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"snapshot" jsonb NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_review_items_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "access_review_items_kind_check" CHECK ("access_review_items"."kind" in ('member_role', 'team_role', 'override', 'grant')),
	CONSTRAINT "access_review_items_decision_check" CHECK ("access_review_items"."decision" in ('keep', 'revoke', 'gone'))
);
--> statement-breakpoint
CREATE TABLE "access_reviews" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "access_reviews_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "access_reviews_state_check" CHECK ("access_reviews"."state" in ('open', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "member_permission_overrides" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"permission" text NOT NULL,
	"effect" text NOT NULL,
	"priority" integer DEFAULT 100 NOT NULL,
	"conditions" jsonb,
	"reason" text NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "member_permission_overrides_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "member_permission_overrides_effect_check" CHECK ("member_permission_overrides"."effect" in ('allow', 'deny')),
	CONSTRAINT "member_permission_overrides_priority_check" CHECK ("member_permission_overrides"."priority" between 0 and 1000)
);
--> statement-breakpoint
CREATE TABLE "role_closure" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ancestor_id" uuid NOT NULL,
	"descendant_id" uuid NOT NULL,
	"depth" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_closure_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "role_closure_depth_check" CHECK ("role_closure"."depth" > 0)
);
--> statement-breakpoint
CREATE TABLE "role_permissions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"permission" text NOT NULL,
	"effect" text DEFAULT 'allow' NOT NULL,
	"scope" text DEFAULT 'all' NOT NULL,
	"conditions" jsonb,
	"fields" text[],
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_permissions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "role_permissions_effect_check" CHECK ("role_permissions"."effect" in ('allow', 'deny')),
	CONSTRAINT "role_permissions_scope_check" CHECK ("role_permissions"."scope" in ('own', 'team', 'all'))
);
--> statement-breakpoint
CREATE TABLE "team_roles" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"assigned_by" uuid,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "team_roles_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "resource_grants" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid,
	"team_id" uuid,
	"role_id" uuid,
	"resource_type" text NOT NULL,
	"resource_id" uuid NOT NULL,
	"actions" text[] NOT NULL,
	"effect" text DEFAULT 'allow' NOT NULL,
	"reason" text,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "resource_grants_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "resource_grants_principal_check" CHECK (num_nonnulls("resource_grants"."member_id", "resource_grants"."team_id", "resource_grants"."role_id") = 1),
	CONSTRAINT "resource_grants_resource_check" CHECK ("resource_grants"."resource_type" in ('company', 'contact', 'deal')),
	CONSTRAINT "resource_grants_effect_check" CHECK ("resource_grants"."effect" in ('allow', 'deny')),
	CONSTRAINT "resource_grants_actions_check" CHECK (cardinality("resource_grants"."actions") > 0)
);
--> statement-breakpoint
CREATE TABLE "team_closure" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ancestor_id" uuid NOT NULL,
	"descendant_id" uuid NOT NULL,
	"depth" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "team_closure_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "team_closure_depth_check" CHECK ("team_closure"."depth" > 0)
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "team_members_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "team_members_role_check" CHECK ("team_members"."role" in ('lead', 'member'))
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"description" text,
	"owner_id" uuid,
	"parent_team_id" uuid,
	"position" integer DEFAULT 0 NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "teams_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "teams_parent_check" CHECK ("teams"."parent_team_id" <> "teams"."id")
);
--> statement-breakpoint
ALTER TABLE "member_roles" ADD COLUMN "team_id" uuid;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "parent_role_id" uuid;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "access_review_items" ADD CONSTRAINT "access_review_items_review_id_fk" FOREIGN KEY ("tenant_id","review_id") REFERENCES "public"."access_reviews"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_items" ADD CONSTRAINT "access_review_items_decided_by_fk" FOREIGN KEY ("tenant_id","decided_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_reviews" ADD CONSTRAINT "access_reviews_closed_by_fk" FOREIGN KEY ("tenant_id","closed_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_permission_overrides" ADD CONSTRAINT "member_permission_overrides_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_closure" ADD CONSTRAINT "role_closure_ancestor_id_fk" FOREIGN KEY ("tenant_id","ancestor_id") REFERENCES "public"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_closure" ADD CONSTRAINT "role_closure_descendant_id_fk" FOREIGN KEY ("tenant_id","descendant_id") REFERENCES "public"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_permissions" ADD CONSTRAINT "role_permissions_role_id_fk" FOREIGN KEY ("tenant_id","role_id") REFERENCES "public"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_roles" ADD CONSTRAINT "team_roles_team_id_fk" FOREIGN KEY ("tenant_id","team_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_roles" ADD CONSTRAINT "team_roles_role_id_fk" FOREIGN KEY ("tenant_id","role_id") REFERENCES "public"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_grants" ADD CONSTRAINT "resource_grants_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_grants" ADD CONSTRAINT "resource_grants_team_id_fk" FOREIGN KEY ("tenant_id","team_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_grants" ADD CONSTRAINT "resource_grants_role_id_fk" FOREIGN KEY ("tenant_id","role_id") REFERENCES "public"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_closure" ADD CONSTRAINT "team_closure_ancestor_id_fk" FOREIGN KEY ("tenant_id","ancestor_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_closure" ADD CONSTRAINT "team_closure_descendant_id_fk" FOREIGN KEY ("tenant_id","descendant_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_fk" FOREIGN KEY ("tenant_id","team_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_owner_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_parent_team_id_fk" FOREIGN KEY ("tenant_id","parent_team_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_review_items_review_id_idx" ON "access_review_items" USING btree ("tenant_id","review_id");--> statement-breakpoint
CREATE INDEX "access_review_items_decided_by_idx" ON "access_review_items" USING btree ("tenant_id","decided_by");--> statement-breakpoint
CREATE UNIQUE INDEX "access_review_items_subject_key" ON "access_review_items" USING btree ("tenant_id","review_id","kind","subject_id");--> statement-breakpoint
CREATE INDEX "access_reviews_closed_by_idx" ON "access_reviews" USING btree ("tenant_id","closed_by");--> statement-breakpoint
CREATE UNIQUE INDEX "access_reviews_open_key" ON "access_reviews" USING btree ("tenant_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "member_permission_overrides_member_id_idx" ON "member_permission_overrides" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "member_permission_overrides_expires_at_idx" ON "member_permission_overrides" USING btree ("tenant_id","expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "role_closure_ancestor_id_idx" ON "role_closure" USING btree ("tenant_id","ancestor_id");--> statement-breakpoint
CREATE INDEX "role_closure_descendant_id_idx" ON "role_closure" USING btree ("tenant_id","descendant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_closure_key" ON "role_closure" USING btree ("tenant_id","descendant_id","ancestor_id");--> statement-breakpoint
CREATE INDEX "role_permissions_role_id_idx" ON "role_permissions" USING btree ("tenant_id","role_id");--> statement-breakpoint
CREATE INDEX "team_roles_team_id_idx" ON "team_roles" USING btree ("tenant_id","team_id");--> statement-breakpoint
CREATE INDEX "team_roles_role_id_idx" ON "team_roles" USING btree ("tenant_id","role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_roles_key" ON "team_roles" USING btree ("tenant_id","team_id","role_id");--> statement-breakpoint
CREATE INDEX "resource_grants_member_id_idx" ON "resource_grants" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "resource_grants_team_id_idx" ON "resource_grants" USING btree ("tenant_id","team_id");--> statement-breakpoint
CREATE INDEX "resource_grants_role_id_idx" ON "resource_grants" USING btree ("tenant_id","role_id");--> statement-breakpoint
CREATE INDEX "resource_grants_resource_idx" ON "resource_grants" USING btree ("tenant_id","resource_type","resource_id");--> statement-breakpoint
CREATE INDEX "resource_grants_expires_at_idx" ON "resource_grants" USING btree ("tenant_id","expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "team_closure_ancestor_id_idx" ON "team_closure" USING btree ("tenant_id","ancestor_id");--> statement-breakpoint
CREATE INDEX "team_closure_descendant_id_idx" ON "team_closure" USING btree ("tenant_id","descendant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_closure_key" ON "team_closure" USING btree ("tenant_id","descendant_id","ancestor_id");--> statement-breakpoint
CREATE INDEX "team_members_team_id_idx" ON "team_members" USING btree ("tenant_id","team_id");--> statement-breakpoint
CREATE INDEX "team_members_member_id_idx" ON "team_members" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_members_key" ON "team_members" USING btree ("tenant_id","team_id","member_id");--> statement-breakpoint
CREATE INDEX "teams_owner_id_idx" ON "teams" USING btree ("tenant_id","owner_id");--> statement-breakpoint
CREATE INDEX "teams_parent_team_id_idx" ON "teams" USING btree ("tenant_id","parent_team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_slug_key" ON "teams" USING btree ("tenant_id","slug");--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_team_id_fk" FOREIGN KEY ("tenant_id","team_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE no action ON UPDATE no action NOT VALID;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_parent_role_id_fk" FOREIGN KEY ("tenant_id","parent_role_id") REFERENCES "public"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action NOT VALID;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_parent_check" CHECK ("roles"."parent_role_id" <> "roles"."id") NOT VALID;