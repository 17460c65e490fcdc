import { afterAll, inject } from "vitest";
import { dropMade, makeTenantsAt } from "@/db/factories/level";

/** Tenants of this run are made at the level of its project, and their places taken away after each file. */
makeTenantsAt(inject("isolationLevel"));
afterAll(dropMade);
