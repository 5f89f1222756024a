import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { fullFile, places } from "./full-file.ts";

const chapter = fileURLToPath(new URL("../../../src/billing/billing-file", import.meta.url));
const readme = readFileSync(join(chapter, "README.md"), "utf8");
const sources = [chapter, fileURLToPath(new URL("../../../src/cli", import.meta.url))]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .filter((path) => path.startsWith(chapter) || /\/read-[a-z-]+-file\.ts$/.test(path))
  .filter((path) => path.endsWith(".ts"))
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");

it("the README lists every error code, and no other", () => {
  const raised = new Set([...sources.matchAll(/"([a-z]+(?:_[a-z]+)+)"/g)].map(([, code]) => code));
  // These are put together from the noun of what is looked for.
  for (const [, noun] of sources.matchAll(/lookUp(?:All)?\([^;]*?"([a-z ]+)"/g)) {
    raised.add(`unknown_${noun?.replaceAll(" ", "_")}`);
  }
  const table = readme.slice(readme.indexOf("## Errors"));
  const listed = [...table.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code);
  expect(listed.toSorted()).toEqual([...raised].toSorted());
});

it("the README names every field", () => {
  const names = [...places(fullFile())].map(([pointer]) => pointer.split("/").at(-1) ?? "");
  // Keys of charges stand where fields stand.
  const fields = names.filter((name) => /^[a-z][A-Za-z0-9]*$/.test(name) && name !== "seats");
  const unnamed = fields.filter((name) => !new RegExp(`[\`"]${name}[\`":]`).test(readme));
  expect(unnamed).toEqual([]);
});
