import { afterEach, describe, expect, it } from "vitest";
import { type SocketMessage, socketDelivery } from "../../../src/slack/socket/socket-delivery.ts";
import { type OpenCounter, openCounter, transports } from "../open-counter.ts";

/*
 * What a request itself can be wrong in. Signatures belong to HTTP and are tried with its receiver;
 * a socket has none, since Slack alone holds its other end.
 */

let counter: OpenCounter | null = null;
afterEach(async () => {
  await counter?.close();
  counter = null;
});

describe.each(transports)("over %s", (transport) => {
  it("a person of a workspace that is not ours is refused, and it is written down", async () => {
    counter = await openCounter(transport, { teamOf: { U0DANA: "T0OTHER" } });
    const dana = counter.slack.person("U0DANA");
    const { text } = await dana.command("C0BILLING", "preview segment:enterprise");
    expect(text).toMatch(/another workspace or app|status 403/);
    expect(counter.world.runs).toEqual([]);
    expect(counter.world.audit).toMatchObject([
      { action: "slack.request", subject: "command", outcome: "team_unknown" },
    ]);
    expect(counter.world.audit[0]?.actor.where).toBe("T0OTHER");
  });

  it("a request that was meant for another app is refused, and it is written down", async () => {
    counter = await openCounter(transport, { appId: "A0OTHER" });
    const dana = counter.slack.person("U0DANA");
    await dana.command("C0BILLING", "preview segment:enterprise");
    expect(counter.world.runs).toEqual([]);
    expect(counter.world.audit).toMatchObject([{ outcome: "app_unknown" }]);
  });

  it("a replay does nothing, however often it comes", async () => {
    counter = await openCounter(transport);
    const dana = counter.slack.person("U0DANA");
    await dana.command("C0BILLING", "preview segment:enterprise");
    for (let time = 1; time <= 3; time += 1) await counter.slack.chaos.replayLast();
    await counter.app.stop();
    expect(counter.world.runs).toHaveLength(1);
  });

  it("ten megabytes are not taken", async () => {
    counter = await openCounter(transport);
    const dana = counter.slack.person("U0DANA");
    const work = dana.command("C0BILLING", `preview name:${"x".repeat(10 * 1_048_576)}`);
    if (transport === "http") expect((await work).status).toBe(413);
    await dana.waitFor(() => counter?.logged.some((line) => line.startsWith("warn")), {
      what: "a line in the log",
    });
    expect(counter.world.runs).toEqual([]);
    expect(counter.world.claimed.size).toBe(0);
  });
});

const command = {
  ...{ command: "/billrun", text: "list", user_id: "U0DANA", channel_id: "C0BILLING" },
  ...{ team_id: "T0BILLRUN", trigger_id: "1.2.3" },
};

/** A message of the socket, with what was acknowledged. */
function message(body: unknown): { readonly given: SocketMessage; readonly acks: unknown[] } {
  const acks: unknown[] = [];
  const ack = async (content?: unknown) => void acks.push(content ?? null);
  return { given: { ack, envelope_id: "e1", body, accepts_response_payload: true }, acks };
}

describe("a message of the socket", () => {
  it.each([
    ["nothing", undefined],
    ["a list", []],
    ["a text", "/billrun list"],
    ["an unknown type", { type: "shortcut" }],
    ["a command without its person", { ...command, user_id: undefined }],
    ["a click by nobody", { type: "block_actions", actions: [] }],
    ["a reach for the prototype", JSON.parse(`{"command":"/billrun","__proto__":{"a":1}}`)],
    ["more than a megabyte", { ...command, text: "x".repeat(1_100_000) }],
  ])("that is %s is no delivery", (_, body) => {
    const { given, acks } = message(body);
    expect(socketDelivery(given)).toBeNull();
    expect(acks).toEqual([]);
  });

  it("is the same as another with its trigger, whatever envelope it comes in", () => {
    const first = socketDelivery(message(command).given);
    const again = socketDelivery({ ...message(command).given, envelope_id: "e2" });
    const other = socketDelivery(message({ ...command, trigger_id: "4.5.6" }).given);
    expect(again?.onceKey).toBe(first?.onceKey);
    expect(other?.onceKey).not.toBe(first?.onceKey);
  });

  it("that is refused is answered in words if it is a command, else not at all", async () => {
    const typed = message(command);
    const no = { code: "team_unknown", message: "Not here." } as const;
    await socketDelivery(typed.given)?.refuse(no);
    expect(typed.acks).toEqual([{ response_type: "ephemeral", text: "Not here." }]);
    const clicked = message({
      ...{ type: "block_actions", user: { id: "U0DANA" }, actions: [{ action_id: "a" }] },
    });
    await socketDelivery(clicked.given)?.refuse(no);
    await socketDelivery(typed.given)?.refuse({ code: "internal_error", message: "" });
    expect(clicked.acks).toEqual([]);
    expect(typed.acks).toHaveLength(1);
  });
});
