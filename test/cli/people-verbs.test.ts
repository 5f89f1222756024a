import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookVerbs } from "../../src/cli/book-verbs.ts";
import type { Root } from "../../src/cli/root.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { inTerminal } from "../../src/cli/terminal-words.ts";
import { openWorld } from "../../src/open-world.ts";
import { noteSlackAccess } from "../../src/operations/members/note-slack-access.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { launch, openSmallBooks, previewNovember, type SmallBooks } from "../store/small-books.ts";
import { addMember } from "../support/members.ts";
import { capturedIo } from "./captured-io.ts";

let small: SmallBooks;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }, { key: "zeta" }]));
  await addMember(small.world, "Connie", "controller");
  await addMember(small.world, "Ada", "admin");
});

afterAll(() => small?.close());

const root: Root = {
  async open() {
    const { world, stop } = await openWorld(small.url, small.world.clock);
    const startWork = () => Promise.reject(new Error("this verb works no run"));
    return { world, stop, startWork };
  },
  migrate: async () => "done",
  serve: async () => {},
  work: async () => {},
};

async function billrun(line: string) {
  const { io, written } = capturedIo({});
  const argv = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
  const status = await runCli(argv, io, (program) => bookVerbs(program, root, io));
  return { status, ...written };
}

describe("billrun member", () => {
  it("says of each whether they may do anything, and why not", async () => {
    await addMember(small.world, "Gil", "viewer");
    await noteSlackAccess(small.world, [{ slackId: "U0GIL", isDeactivated: true }]);
    expect((await billrun("member list")).out).toContain("Gil: viewer (deactivated in Slack)\n");
    const added = await billrun("member add Ira --roles viewer --inactive");
    expect(added.out).toBe("Ira: viewer (inactive)\n");
    await noteSlackAccess(small.world, [{ slackId: "U0GIL", isDeactivated: false }]);
  });

  it("says where nobody is a member yet, and how to add one", async () => {
    const books = { ...small.world.books, listMembers: async () => [], listTeam: async () => [] };
    const world = { ...small.world, books };
    const startWork = () => Promise.reject(new Error("this verb works no run"));
    const empty: Root = {
      ...root,
      open: async () => ({ world, stop: async () => {}, startWork }),
    };
    const { io, written } = capturedIo({});
    await runCli(["member", "list"], io, (program) => bookVerbs(program, empty, io));
    expect(written.out).toContain("There is no member yet. Add one: billrun member add");
  });
});

describe("billrun freeze and unfreeze", () => {
  it("stop billing by one and let it go on by two", async () => {
    const run = await launch(small, await previewNovember(small));
    const frozen = await billrun("freeze wrong VAT rate --as Dana");
    expect(frozen).toMatchObject({ status: 0, out: expect.stringContaining("Billing is frozen") });
    const status = await billrun(`run status BR-${run.number}`);
    expect(status.out).toContain("Frozen: Dana froze all billing (wrong VAT rate), 1 Nov 2026");
    expect(await billrun("doctor")).toMatchObject({
      status: 1,
      out: expect.stringContaining("WRONG Freeze: Dana froze all billing (wrong VAT rate)."),
    });
    expect((await billrun("unfreeze --as Lee")).out).toContain("You asked to lift the freeze.");
    expect(await billrun("unfreeze --as Lee")).toMatchObject({
      status: 1,
      err: expect.stringContaining("types billrun unfreeze within the hour"),
    });
    expect((await billrun("unfreeze --as Connie")).out).toBe(
      "Billing goes on, 1 launch with it.\n",
    );
  });
});

describe("billrun audit", () => {
  it("verifies the chain, and that a head kept earlier is still in it", async () => {
    const first = await billrun("audit verify");
    const head = /^Head: (\d+:[0-9a-f]{64})$/m.exec(first.out)?.[1] ?? "";
    expect(first).toMatchObject({
      status: 0,
      out: expect.stringContaining("as they were written"),
    });
    await billrun("unfreeze --as Connie");
    const kept = await billrun(`audit verify --head ${head}`);
    expect(kept).toMatchObject({ status: 0, out: expect.stringContaining("has the head") });
    const forged = `${head.split(":")[0]}:${"0".repeat(64)}`;
    const other = await billrun(`audit verify --head ${forged} --json`);
    expect(other.status).toBe(1);
    expect(JSON.parse(other.out)).toMatchObject({ broken: null, keepsHead: false });
    expect(await billrun("audit verify --head 12")).toMatchObject({ status: 2 });
  });

  it("lists rows, of a run or a person, as text and as JSON", async () => {
    const list = await billrun("audit list 3 of Lee");
    expect(list.out).toMatch(/^ *# +When +Who/);
    expect(list.out).toContain("unfreeze_own");
    const { rows } = JSON.parse((await billrun("audit list 2 of BR-1 --json")).out);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ subject: "BR-1", via: "cli" });
  });
});

describe("a refusal at the command line", () => {
  it.each([
    ["run status twelve", 2, "run_label_invalid"],
    ["explain acme twelve", 2, "run_label_invalid"],
    ["run create colour:red --as Dana", 2, "filter_unknown"],
    ["run create target:tomorrow --as Dana", 2, "filter_invalid"],
    ["member add X --roles boss", 2, "role_unknown"],
    ["run status BR-99", 1, "bill_run_unknown"],
    ["run launch BR-1 --as Lee", 1, "role_missing"],
    ["run list --as Nobody", 1, "member_unknown"],
  ])("%s ends with status %i, and with --json is one object", async (line, status, code) => {
    expect(await billrun(line)).toMatchObject({ status, out: "" });
    const json = await billrun(`${line} --json`);
    expect(json).toMatchObject({ status, err: "" });
    expect(JSON.parse(json.out)).toEqual({
      refusal: code,
      message: expect.any(String),
      remedy: expect.any(String),
    });
  });

  it("names the verbs of a terminal", async () => {
    const { out } = await billrun("run status BR-99 --json");
    expect(JSON.parse(out).remedy).toContain("See billrun run list.");
    expect((await billrun("run status BR-99")).err).toContain("See billrun run list.");
    expect(inTerminal("See /billrun show BR-12, or /billrun explain acme.")).toBe(
      "See billrun run status BR-12, or billrun explain acme.",
    );
    expect(inTerminal("Write /billrun.")).toBe("Write billrun.");
    const slackOnly = "Link them in Slack: /billrun roles link @one @other.";
    expect(inTerminal(slackOnly)).toBe(slackOnly);
    expect(inTerminal("See /billrun roles.")).toBe("See billrun member list.");
  });
});

it("voting and pausing work no run, and a canceled one has no amount", async () => {
  const made = await previewNovember(small, { accounts: ["zeta"] });
  const label = `BR-${made.number}`;
  expect((await billrun("run pause BR-1 --as Dana")).status).toBe(0);
  await billrun(`run request-approval ${label} --as Dana`);
  expect((await billrun(`run reject ${label} no --as Lee`)).status).toBe(0);
  expect((await billrun(`run cancel ${label} --as Dana`)).status).toBe(0);
  expect((await billrun("run list")).out).toMatch(new RegExp(`${label} .*canceled.* –$`, "m"));
});

it("members are saved with what they had before, and the last admin stays", async () => {
  expect((await billrun('member add "Ada" --roles viewer')).err).toContain("without an admin");
  await billrun('member add "Ada" --roles admin,viewer');
  const { rows } = JSON.parse((await billrun("audit list 1 of member.save --json")).out);
  expect(rows[0].details).toMatchObject({ before: "admin", after: "admin, viewer" });
});
