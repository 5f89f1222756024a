import { readFileSync } from "node:fs";

/** The package's version; the same way up from src/cli and from dist/cli. */
export function programVersion(): string {
  const path = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
