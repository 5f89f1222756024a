import { describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { capturedIo } from "./captured-io.ts";

async function run(argv: string[], files: Record<string, string | Uint8Array> = {}) {
  const { io, written } = capturedIo(files);
  const status = await runCli(argv, io);
  return { status, ...written };
}

describe("billrun", () => {
  it("--help lists the verbs and is no error", async () => {
    const { status, out, err } = await run(["--help"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toMatch(/^ {2}simulate .*play a billing file's runs/m);
  });

  it("--version prints the package's version", async () => {
    expect((await run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("names the nearest verb for a misspelt one, with status 2", async () => {
    const { status, err } = await run(["simulat", "a.json"]);
    expect(status).toBe(2);
    expect(err).toContain("Did you mean simulate?");
  });

  it("tells what nobody foresaw in one sentence, with status 1", async () => {
    const { io, written } = capturedIo();
    const status = await runCli(["burn"], io, (program) => {
      program.command("burn").action(() => {
        throw new Error("the disk is on fire");
      });
    });
    expect({ status, ...written }).toEqual({
      status: 1,
      out: "",
      err: "billrun: the disk is on fire\n",
    });
  });
});

describe("billrun simulate, given bad input,", () => {
  it.each([
    ["without a file", ["simulate"], "missing required argument 'file'"],
    ["with two files", ["simulate", "a", "b"], "two files need --diff"],
    ["comparing with nothing", ["simulate", "--diff", "a"], "--diff needs two files"],
    ["with an unknown option", ["simulate", "a", "--jason"], "unknown option '--jason'"],
  ])("%s says what is missing, with status 2", async (_, argv, message) => {
    const { status, out, err } = await run(argv);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
  });

  it.each([
    ["that is not there", {}, "unreadable_file", "There is no file a.json: check the path."],
    [
      "in Latin-1",
      { "a.json": new Uint8Array([0x22, 0xfc, 0x22]) },
      "unreadable_file",
      "not UTF-8",
    ],
    ["that is not JSON", { "a.json": '{"version" 1}' }, "malformed_json", "line 1, column 12"],
    ["that is empty", { "a.json": "" }, "malformed_json", "line 1, column 1"],
    ["that is no object", { "a.json": "[]" }, "wrong_type", "a billing file"],
  ])("a file %s is one error at the whole file", async (_, files, code, message) => {
    const { status, out, err } = await run(["simulate", "a.json"], files);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(JSON.parse(err)).toEqual([
      { pointer: "", code, message: expect.stringContaining(message), file: "a.json" },
    ]);
  });

  it("all errors of a file are one JSON array on standard error", async () => {
    const file = { version: 1, plans: [], accounts: [{ key: "a b" }], subscriptions: [] };
    const { status, err } = await run(["simulate", "a.json"], { "a.json": JSON.stringify(file) });
    expect(status).toBe(2);
    expect(JSON.parse(err)).toMatchObject([
      { pointer: "/accounts/0/key", code: "invalid_key" },
      { pointer: "/accounts/0/name", code: "missing_field" },
    ]);
  });
});
