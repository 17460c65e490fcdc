ALTER TABLE "member_roles" VALIDATE CONSTRAINT "member_roles_team_id_fk";--> statement-breakpoint
ALTER TABLE "roles" VALIDATE CONSTRAINT "roles_parent_role_id_fk";--> statement-breakpoint
ALTER TABLE "roles" VALIDATE CONSTRAINT "roles_parent_check";
