import { readFileSync } from "node:fs";

/** What the tests read of manifest.yml. */
export type Manifest = {
  readonly lines: readonly string[];
  /** The items of the list under a key, such as `bot:`. */
  list(key: string): readonly string[];
  /** The value behind a key, wherever it first stands. */
  value(key: string): string | undefined;
};

/**
 * Reads the few shapes of YAML that manifest.yml uses: `key: value` and `- item`. Folded texts and
 * flow collections are not needed and not understood.
 */
export function readManifest(): Manifest {
  const text = readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8");
  const lines = text.split("\n");
  return {
    lines,
    list(key) {
      const start = lines.findIndex((line) => line.trim() === `${key}:`);
      const items: string[] = [];
      for (const line of lines.slice(start + 1)) {
        const word = line.trim();
        if (word.startsWith("- ")) items.push(word.slice(2));
        else if (!word.startsWith("#")) break;
      }
      return start < 0 ? [] : items;
    },
    value(key) {
      const line = lines.find((one) => one.trim().replace(/^- /, "").startsWith(`${key}: `));
      return line?.slice(line.indexOf(": ") + 2).trim();
    },
  };
}
