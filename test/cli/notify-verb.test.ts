import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { notifyVerb } from "../../src/cli/notify-verb.ts";
import type { Root } from "../../src/cli/root.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../store/small-books.ts";
import { capturedIo } from "./captured-io.ts";

let small: SmallBooks;
beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme", segment: "enterprise" }]));
});
afterAll(() => small?.close());

async function billrun(line: string) {
  const { io, written } = capturedIo({});
  const stop = async () => {};
  const root: Root = {
    open: async () => ({ world: small.world, stop, startWork: async () => ({ stop }) }),
    migrate: async () => "done",
    serve: stop,
    work: stop,
  };
  const status = await runCli(line.split(" "), io, (program) => notifyVerb(program, root, io));
  return { status, ...written };
}

describe("billrun notify", () => {
  it("sets what a channel hears, lists it, and takes it back", async () => {
    expect((await billrun("notify")).out).toBe("No channel has asked to hear of anything.\n");
    const set = await billrun("notify C01 run-ended segment:enterprise digest:daily@7");
    expect(set).toMatchObject({
      status: 0,
      out: "C01: run-ended · of enterprise · daily at 7:00 (UTC)\n",
    });
    expect((await billrun("notify C01")).out).toBe(set.out);
    // What is not named stays as it was.
    expect((await billrun("notify C01 minimum:500")).out).toContain("of enterprise · from 500");
    expect(JSON.parse((await billrun("notify --json")).out)).toMatchObject([
      { channel: "C01", events: ["run-ended"], minimum: "500", digestHour: 7 },
    ]);
    expect((await billrun("notify C01 off")).status).toBe(0);
    expect((await billrun("notify C01 off")).status).not.toBe(0);
  });

  it.each([
    ["notify #billing run-ended", "Begin with a channel"],
    ["notify C01 run-endet", "Did you mean run-ended?"],
    ["notify C01 segment:nobody", "There is: enterprise."],
    ["notify C01 zone:Mars/Olympus", "Europe/Berlin"],
    ["notify C01 currency:XXQ", "currency:USD"],
  ])("%s is refused, with what to do", async (line, remedy) => {
    const { status, err } = await billrun(line);
    expect(status).not.toBe(0);
    expect(err).toContain(remedy);
  });
});
