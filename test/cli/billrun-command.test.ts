import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { twoFees } from "../billing/billing-file/two-fees.ts";

/** What `npm run build` made; this test is of the command as people start it. */
const command = fileURLToPath(new URL("../../dist/billrun.js", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "billrun-command-"));
  await writeFile(join(folder, "good.json"), JSON.stringify(twoFees("10.00")));
  await writeFile(join(folder, "bad.json"), JSON.stringify({ ...twoFees("10.00"), version: 2 }));
});

afterAll(() => rm(folder, { recursive: true }));

function billrun(...argv: string[]): Promise<{ status: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    // Started by its path, as npx does: the file itself says that Node runs it.
    execFile(command, argv, { cwd: folder }, (error, out, err) => {
      resolve({ status: error === null ? 0 : error.code, out, err });
    });
  });
}

it("started as a program, simulates a file", async () => {
  const { status, out, err } = await billrun("simulate", "good.json");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(JSON.parse(out)).toMatchObject({ runs: [{ totals: { USD: { invoiced: "70.00" } } }] });
});

it("started as a program, ends with status 2 on a file with errors", async () => {
  const { status, out, err } = await billrun("simulate", "bad.json");
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(JSON.parse(err)).toMatchObject([{ pointer: "/version", code: "unsupported_version" }]);
});
