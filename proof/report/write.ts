import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Page } from "./page";
import type { Report } from "./report";

/** Writes `isolation.html` for people and `isolation.json` for programs; answers where. */
export function writeReport(report: Report, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const page = `<!doctype html>\n${renderToStaticMarkup(createElement(Page, { report }))}\n`;
  writeFileSync(path.join(folder, "isolation.html"), page);
  writeFileSync(path.join(folder, "isolation.json"), `${JSON.stringify(report, null, 2)}\n`);
  return path.join(folder, "isolation.html");
}
