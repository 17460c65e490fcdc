import { Readable } from "node:stream";
import { Conflict } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { exportTenant } from "./export";

/** The exports that people of this process download: each holds a connection, and a processor for a while. */
const running = new Set<string>();
const AT_ONCE = 2;

/** Whether another export of the tenant would have to wait. */
export const isExporting = (tenantId: string): boolean => running.has(tenantId) || running.size >= AT_ONCE;

/**
 * An archive of a tenant, made while it is downloaded: nothing of it is kept here. When something fails the download breaks off, and
 * the browser says so. @throws Conflict while another one runs
 */
export function downloadTenant(tenantId: string): ReadableStream {
  if (isExporting(tenantId)) throw new Conflict("Another export runs. Try again when it is done.");
  running.add(tenantId);
  const { archive, whole } = exportTenant(tenantId);
  whole
    .catch((err) => log.warn({ err, tenantId }, "an export broke off"))
    .finally(() => running.delete(tenantId));
  return Readable.toWeb(archive) as ReadableStream;
}
