import { expect, it } from "vitest";
import { openUsageCsv } from "../../src/billing/billing-file/csv/usage-csv.ts";
import { readCsvFile } from "../../src/cli/read-csv-file.ts";
import { capturedIo } from "./captured-io.ts";

const header = "key,subscription,charge,at,quantity\n";

it("reads a CSV file, wherever its pieces are cut", async () => {
  const { io, written } = capturedIo({ "u.csv": `${header}u1,s1,ärger,2026-01-01T00:00:00Z,1\n` });
  expect(await readCsvFile("u.csv", openUsageCsv(), io)).toMatchObject([{ charge: "ärger" }]);
  expect({ ...written, status: io.status }).toEqual({ out: "", err: "", status: 0 });
});

it.each([
  ["with a bad line", `${header}u1,s1,calls,yesterday,1\n`, 2, 4, "invalid_instant"],
  ["that is empty", "", 1, 1, "missing_header"],
  ["in Latin-1", new Uint8Array([0x6b, 0xe9, 0x0a]), 1, 1, "unreadable_file"],
])(
  "a file %s is told by line and column, with status 2",
  async (_, content, line, column, code) => {
    const { io, written } = capturedIo({ "u.csv": content });
    expect(await readCsvFile("u.csv", openUsageCsv(), io)).toBeNull();
    expect(io.status).toBe(2);
    expect(JSON.parse(written.err)).toMatchObject([{ file: "u.csv", line, column, code }]);
  },
);

it("a file that is not there is told the same way", async () => {
  const { io, written } = capturedIo();
  expect(await readCsvFile("u.csv", openUsageCsv(), io)).toBeNull();
  expect(JSON.parse(written.err)).toMatchObject([
    { file: "u.csv", code: "unreadable_file", message: "There is no file u.csv: check the path." },
  ]);
});
