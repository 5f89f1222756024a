import { expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { twoFees } from "../billing/billing-file/two-fees.ts";
import { capturedIo } from "./captured-io.ts";

async function run(argv: string[], files: Record<string, object | string>) {
  const texts = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === "string" ? file : JSON.stringify(file),
  ]);
  const { io, written } = capturedIo(Object.fromEntries(texts));
  return { status: await runCli(argv, io), ...written };
}

it("prints what a file's runs bill as JSON", async () => {
  const { status, out, err } = await run(["simulate", "a.json"], { "a.json": twoFees("10.00") });
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    runs: [{ targetOn: "2026-01-01", totals: { USD: { invoices: 2, invoiced: "70.00" } } }],
  });
});

it("--diff tells a person what the second file bills differently", async () => {
  const files = { "a.json": twoFees("10.00"), "b.json": twoFees("12.50") };
  const { status, out } = await run(["simulate", "--diff", "a.json", "b.json"], files);
  expect(status).toBe(0);
  expect(out).toBe(
    [
      "- a.json",
      "+ b.json",
      "",
      "Run 1, target 2026-01-01",
      "  acme",
      "    invoice USD 60.00 → 62.50 (+2.50)",
      "      - s1  fee  recurring  2026-01-01..2026-02-01  10.00  10.00 a month",
      "      + s1  fee  recurring  2026-01-01..2026-02-01  12.50  12.50 a month",
      "  beta",
      "    invoice USD 10.00 → 12.50 (+2.50)",
      "      - s2  fee  recurring  2026-01-01..2026-02-01  10.00  10.00 a month",
      "      + s2  fee  recurring  2026-01-01..2026-02-01  12.50  12.50 a month",
      "  2 accounts differ",
      "  USD in all  70.00  →  75.00  +5.00",
      "",
    ].join("\n"),
  );
});

it("--diff of files without runs says that nothing was compared", async () => {
  const { runs: _, ...file } = twoFees("10.00");
  const files = { "a.json": file, "b.json": file };
  const { status, err } = await run(["simulate", "--diff", "a.json", "b.json"], files);
  expect(status).toBe(2);
  expect(err).toContain("there is nothing to compare");
});

it("--diff says when there is no difference", async () => {
  const files = { "a.json": twoFees("10.00"), "b.json": twoFees("10.00") };
  const { out } = await run(["simulate", "--diff", "a.json", "b.json"], files);
  expect(out).toBe("a.json and b.json bill the same.\n");
});

it("--diff --json gives the same for programs", async () => {
  const files = { "a.json": twoFees("10.00"), "b.json": twoFees("12.50") };
  const { out } = await run(["simulate", "--diff", "a.json", "b.json", "--json"], files);
  expect(JSON.parse(out)).toMatchObject({
    same: false,
    runs: [{ totals: { USD: { difference: "5.00" } } }],
  });
});

it("--diff tells the errors of both files at once, with their names", async () => {
  const files = { "a.json": "{", "b.json": { ...twoFees("10.00"), version: 2 } };
  const { status, out, err } = await run(["simulate", "--diff", "a.json", "b.json"], files);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(JSON.parse(err)).toMatchObject([
    { file: "a.json", pointer: "", code: "malformed_json" },
    { file: "b.json", pointer: "/version", code: "unsupported_version" },
  ]);
});
