CREATE TABLE "import_parts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_parts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"outcome" text NOT NULL,
	"message" text,
	"resource_type" text,
	"resource_id" uuid,
	"before" jsonb,
	"written_version" integer,
	"reverted_at" timestamp with time zone,
	"kept_because" text,
	CONSTRAINT "import_rows_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "import_rows_outcome_check" CHECK ("import_rows"."outcome" in ('created', 'updated', 'unchanged', 'skipped', 'error', 'related'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entity" text NOT NULL,
	"file_name" text NOT NULL,
	"file_size" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"plan" jsonb,
	"counts" jsonb,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"rows_total" integer,
	"failure" text,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"heartbeat_at" timestamp with time zone,
	"cancel_requested_at" timestamp with time zone,
	"reverted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	CONSTRAINT "imports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "imports_entity_check" CHECK ("imports"."entity" in ('company', 'contact', 'deal', 'product')),
	CONSTRAINT "imports_state_check" CHECK ("imports"."state" in ('draft', 'running', 'done', 'failed', 'cancelled', 'reverted'))
);
--> statement-breakpoint
ALTER TABLE "import_parts" ADD CONSTRAINT "import_parts_import_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_parts_import_id_idx" ON "import_parts" USING btree ("tenant_id","import_id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_parts_key" ON "import_parts" USING btree ("tenant_id","import_id","part");--> statement-breakpoint
CREATE INDEX "import_rows_import_id_idx" ON "import_rows" USING btree ("tenant_id","import_id");--> statement-breakpoint
CREATE INDEX "import_rows_line_idx" ON "import_rows" USING btree ("tenant_id","import_id","line","id");--> statement-breakpoint
CREATE INDEX "import_rows_resource_idx" ON "import_rows" USING btree ("tenant_id","resource_id");--> statement-breakpoint
CREATE INDEX "imports_created_at_idx" ON "imports" USING btree ("tenant_id","created_at","id");