import type { SourceFile } from "../source-files.ts";
import { importsOf } from "./imports.ts";

/** Chapters of the book in reading order; one cites only earlier ones. */
export const chapters = [
  "money",
  "calendar",
  "customers",
  "catalog",
  "subscriptions",
  "rating",
  "tax",
  "invoicing",
  "payments",
  "ledger",
  "dunning",
  "approvals",
  "bill-run",
  "schedules",
  "billing-file",
  "reconciliation",
  "reports",
] as const;

/** Whom each area of src may import, apart from itself; files directly in src by their name. */
export const mayImport: Readonly<Record<string, readonly string[] | "everything">> = {
  billing: [],
  operations: ["billing"],
  store: ["operations", "billing"],
  stripe: ["operations", "billing"],
  documents: ["operations", "billing"],
  email: ["operations", "billing"],
  jobs: ["operations", "billing"],
  slack: ["operations", "billing"],
  portal: ["operations", "billing"],
  cli: ["operations", "billing"],
  sandbox: ["operations", "billing"],
  "settings.ts": [],
  "http-server.ts": ["operations", "billing"],
  "metrics-page.ts": ["operations", "slack"],
  "slack-access.ts": ["slack", "settings.ts"],
  "open-log.ts": ["jobs", "settings.ts"],
  "open-database.ts": "everything",
  "open-world.ts": "everything",
  "start-work.ts": "everything",
  "start-worker-process.ts": ["jobs", "open-database.ts"],
  "start-server.ts": "everything",
  "main.ts": "everything",
  "billrun.ts": "everything",
};

/** These wire everything together, so they know everything. */
const roots = new Set([
  "src/open-database.ts",
  "src/open-world.ts",
  "src/start-work.ts",
  "src/start-server.ts",
  "src/main.ts",
  "src/sandbox/main.ts",
  "src/billrun.ts",
]);

function areaOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function chapterOf(path: string): string | undefined {
  const [src, area, chapter] = path.split("/");
  return src === "src" && area === "billing" ? chapter : undefined;
}

/** Imports against the direction in which knowledge flows: counters → desk → book. */
export function wrongWayImports(file: SourceFile): readonly string[] {
  if (roots.has(file.path)) return [];
  const area = areaOf(file.path);
  const allowed = mayImport[area] ?? [];
  return importsOf(file)
    .filter((found) => {
      if (found.of !== "own") return false;
      if (!found.what.startsWith("src/")) return true;
      const target = areaOf(found.what);
      return target !== area && allowed !== "everything" && !allowed.includes(target);
    })
    .map((found) => `${found.place} ${area} may not import ${found.what}`);
}

/** Chapters of the book that cite later ones, and chapters that nobody has put in order. */
export function wrongWayCitations(file: SourceFile): readonly string[] {
  const chapter = chapterOf(file.path);
  if (chapter === undefined) return [];
  const order: readonly string[] = chapters;
  const own = order.indexOf(chapter);
  if (own < 0) return [`${file.path} is in no known chapter of the book`];
  return importsOf(file)
    .filter((found) => {
      const cited = chapterOf(found.what);
      return found.of === "own" && cited !== undefined && order.indexOf(cited) > own;
    })
    .map((found) => `${found.place} ${chapter} cites the later ${found.what}`);
}
