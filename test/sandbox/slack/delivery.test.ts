import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signatureHeaders } from "../../../src/sandbox/slack/http-carrier.ts";
import type { LocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { openModal } from "../../../src/sandbox/slack/views.ts";
import { billing, dana, startSlack } from "./small-app.ts";

type Received = { headers: IncomingMessage["headers"]; body: string };

let slack: LocalSlack;
let server: Server;
let received: Received[];
/** What the app answers, in order; the last answer stays. */
let answers: { status: number; body: string }[];

beforeEach(async () => {
  received = [];
  answers = [{ status: 200, body: "" }];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(answer?.status ?? 200).end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  slack = await startSlack({ appUrl: `http://127.0.0.1:${port}` });
});
afterEach(async () => {
  await slack.stop();
  await new Promise((resolve) => server.close(resolve));
});

const modal = (more: object = {}) => ({
  type: "modal" as const,
  callback_id: "form",
  title: { type: "plain_text" as const, text: "Form" },
  submit: { type: "plain_text" as const, text: "Send" },
  notify_on_close: true,
  blocks: [
    {
      type: "input" as const,
      block_id: "amount",
      label: { type: "plain_text" as const, text: "Amount" },
      element: { type: "number_input" as const, action_id: "n", is_decimal_allowed: false },
    },
  ],
  ...more,
});

const payloadOf = (one: Received | undefined) =>
  JSON.parse(new URLSearchParams(one?.body).get("payload") ?? "{}");

describe("a request to the app", () => {
  it("carries every field of a slash command, signed, in a form without charset", async () => {
    await slack.person(dana).command(billing, "preview for @lee");
    const [one] = received;
    const fields = Object.fromEntries(new URLSearchParams(one?.body));
    expect(fields).toMatchObject({
      team_id: "T0TEAM",
      team_domain: "example",
      channel_id: billing,
      channel_name: "billing",
      user_id: dana,
      user_name: "dana",
      command: "/billrun",
      text: "preview for <@U0LEE|lee>",
      api_app_id: "A0BILLRUN",
      is_enterprise_install: "false",
    });
    expect(fields["response_url"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/response\//);
    expect(fields["trigger_id"]).toMatch(/^\d+\.\d+\.\w+$/);
    expect(one?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    const seconds = Number(one?.headers["x-slack-request-timestamp"]);
    const expected = signatureHeaders("a-secret-of-tests", one?.body ?? "", seconds);
    expect(one?.headers["x-slack-signature"]).toBe(expected["x-slack-signature"]);
  });

  it("is signed as Slack's own example is", () => {
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow" +
      "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner" +
      "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands" +
      "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015" +
      ".47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const headers = signatureHeaders("8f742231b10e8888abcd99yyyzzz85a5", body, 1531420618);
    expect(headers["x-slack-signature"]).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it("for an event is repeated with its number and reason until it is taken", async () => {
    answers = [
      { status: 500, body: "" },
      { status: 200, body: "" },
    ];
    await slack.person(dana).say(billing, "hello");
    await slack.person(dana).waitFor(() => slack.deliveries().length === 2);
    expect(received[0]?.headers).not.toHaveProperty("x-slack-retry-num");
    expect(received[1]?.headers).toMatchObject({
      "x-slack-retry-num": "1",
      "x-slack-retry-reason": "http_error",
    });
    expect(received[1]?.body).toBe(received[0]?.body);
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
      type: "event_callback",
      event: { type: "message", user: dana, text: "hello", channel: billing },
    });
  });

  it("that is refused is told to the one who sent it", async () => {
    answers = [{ status: 500, body: "secret stack" }];
    const outcome = await slack.person(dana).command(billing, "preview");
    expect(outcome).toMatchObject({ outcome: "refused", status: 500, body: "" });
    expect(slack.person(dana).ephemerals()[0]?.text).toContain("dispatch_failed");
    slack.chaos.lateAcks = true;
    await slack.person(dana).command(billing, "preview");
    expect(slack.person(dana).ephemerals()[1]?.text).toContain("operation_timeout");
  });
});

describe("a modal", () => {
  it("refuses what is no whole number before the app hears of it", async () => {
    openModal(slack.state, dana, modal());
    const person = slack.person(dana);
    await person.fill("Amount", "1.5");
    expect((await person.submit()).errors).toEqual({ amount: "Enter a whole number." });
    expect(received).toEqual([]);
  });

  it("is replaced, pushed and cleared as the app answers", async () => {
    openModal(slack.state, dana, modal());
    const person = slack.person(dana);
    await person.fill("Amount", "15");
    const titled = (text: string) => modal({ title: { type: "plain_text", text } });
    answers = [
      { status: 200, body: JSON.stringify({ response_action: "update", view: titled("Two") }) },
      { status: 200, body: JSON.stringify({ response_action: "push", view: titled("Three") }) },
      { status: 200, body: JSON.stringify({ response_action: "clear" }) },
    ];
    await person.submit();
    expect(person.modal()?.title).toBe("Two");
    expect(person.modal()?.values["amount"]?.["n"]?.value).toBe("15");
    await person.submit();
    expect(person.modal()?.title).toBe("Three");
    await person.fill("Amount", "16");
    await person.submit();
    expect(person.modal()).toBeNull();
    expect(payloadOf(received[0])).toMatchObject({
      type: "view_submission",
      user: { id: dana },
      view: {
        callback_id: "form",
        state: { values: { amount: { n: { type: "number_input", value: "15" } } } },
      },
    });
  });

  it("stays with a notice when the app fails or answers nonsense", async () => {
    openModal(slack.state, dana, modal());
    const person = slack.person(dana);
    await person.fill("Amount", "1");
    answers = [
      { status: 500, body: "" },
      { status: 200, body: '{"response_action":"errors","errors":{"nowhere":"x"}}' },
      { status: 200, body: '{"response_action":"update","view":{"type":"modal"}}' },
    ];
    expect((await person.submit()).notice).toContain("trouble connecting");
    expect((await person.submit()).notice).toContain("trouble connecting");
    expect((await person.submit()).notice).toContain("missing required field: title");
    expect(person.modal()?.title).toBe("Form");
  });

  it("tells the app that it was closed, if the app asked for that", async () => {
    openModal(slack.state, dana, modal());
    await slack.person(dana).close();
    expect(payloadOf(received[0])).toMatchObject({ type: "view_closed", is_cleared: false });
    openModal(slack.state, dana, modal({ notify_on_close: false }));
    await slack.person(dana).close();
    expect(received).toHaveLength(1);
  });
});
