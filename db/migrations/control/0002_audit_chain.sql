CREATE TABLE "control"."audit_anchors" (
	"tenant_id" uuid NOT NULL,
	"log" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"unchained" bigint NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_anchors_tenant_id_log_pk" PRIMARY KEY("tenant_id","log"),
	CONSTRAINT "audit_anchors_log_check" CHECK ("control"."audit_anchors"."log" in ('tenant', 'platform'))
);
--> statement-breakpoint
CREATE TABLE "control"."platform_audit_heads" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"unchained" bigint NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "control"."platform_audit_logs" ADD COLUMN "risk_score" smallint;--> statement-breakpoint
ALTER TABLE "control"."platform_audit_logs" ADD COLUMN "seq" bigint;--> statement-breakpoint
ALTER TABLE "control"."platform_audit_logs" ADD COLUMN "prev_hash" "bytea";--> statement-breakpoint
ALTER TABLE "control"."platform_audit_logs" ADD COLUMN "hash" "bytea";--> statement-breakpoint
CREATE UNIQUE INDEX "platform_audit_logs_seq_key" ON "control"."platform_audit_logs" USING btree ("tenant_id","seq","created_at");--> statement-breakpoint
ALTER TABLE "control"."platform_audit_logs" ADD CONSTRAINT "platform_audit_logs_link_check" CHECK (num_nonnulls("control"."platform_audit_logs"."seq", "control"."platform_audit_logs"."hash") in (0, 2));