import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { type LocalSlack, startLocalSlack } from "../../../src/sandbox/slack/local-slack.ts";

const signingSecret = "a-secret-of-tests";
const botToken = "xoxb-tests";
export const appToken = "xapp-tests";

const silent = () => undefined;
/** Refusals are expected here; the clients would print each of them. */
export const quiet: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  getLevel: () => LogLevel.ERROR,
  setLevel: silent,
  setName: silent,
};

export type SmallWorld = {
  slack: LocalSlack;
  /** Bodies of requests that reached the app, by their type. */
  seen: string[];
  stop: () => Promise<void>;
};

/** The people and channels of these tests. */
export const dana = "U0DANA";
export const lee = "U0LEE";
export const guest = "U0GUEST";
export const billing = "C0BILLING";
export const closed = "C0CLOSED";
export const archived = "C0OLD";
export const uninvited = "C0ELSE";
export const bot = "U0BOT";

/** A local Slack without an app behind it. */
export function startSlack(
  more: Partial<Parameters<typeof startLocalSlack>[0]> = {},
): Promise<LocalSlack> {
  return startLocalSlack({
    appUrl: "http://127.0.0.1:9",
    signingSecret,
    botToken,
    team: { id: "T0TEAM", name: "Example Ltd", domain: "example" },
    people: [
      { id: dana, name: "dana", realName: "Dana Ortiz", timeZone: "Europe/Berlin" },
      { id: lee, name: "lee", realName: "Lee Park", timeZone: "America/New_York" },
      { id: guest, name: "gus", realName: "Gus Guest", timeZone: "UTC", isGuest: true },
      { id: bot, name: "billrun", realName: "billrun", timeZone: "UTC", isBot: true },
    ],
    channels: [
      { id: billing, name: "billing", members: [dana, lee, bot] },
      { id: closed, name: "closed", members: [lee], isPrivate: true },
      { id: uninvited, name: "elsewhere", members: [lee] },
      { id: archived, name: "old", members: [dana, bot], isArchived: true },
    ],
    command: "/billrun",
    ...more,
  });
}

/** How a small app hears of things. */
export type Transport = "http" | "socket";

/** A local Slack with a small Bolt app: a command, a modal, a card, an App Home. */
export async function startSmallWorld(transport: Transport = "http"): Promise<SmallWorld> {
  let appUrl = "";
  const seen: string[] = [];
  const slack = await startSlack({ appUrl: () => appUrl, transport, appToken });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver =
    transport === "http"
      ? new HTTPReceiver({ signingSecret, port: 0, logger: quiet })
      : new SocketModeReceiver({
          appToken,
          logger: quiet,
          installerOptions: { clientOptions },
        });
  const app = new App({ receiver, token: botToken, logger: quiet, clientOptions });
  app.use(async ({ body, next }) => {
    const { type, command } = body as { type?: string; command?: string };
    seen.push(type ?? command ?? "?");
    await next();
  });
  listen(app);
  if (receiver instanceof HTTPReceiver) {
    const address = (await receiver.start(0)).address();
    if (!address || typeof address === "string") throw new Error("The app has no port");
    appUrl = `http://127.0.0.1:${address.port}`;
  } else await receiver.start();
  const stop = async () => {
    await receiver.stop();
    await slack.stop();
  };
  return { slack, seen, stop };
}

function listen(app: InstanceType<typeof App>): void {
  app.command("/billrun", async ({ command, ack, client, respond }) => {
    if (command.text === "say") return ack({ text: `Hello <@${command.user_id}>` });
    if (command.text === "slow") return;
    await ack();
    if (command.text === "card") {
      await client.chat.postMessage({
        channel: command.channel_id,
        text: "BR-1 waits",
        blocks: card("Waiting for approval"),
        metadata: { event_type: "bill_run", event_payload: { run: "BR-1" } },
      });
    } else if (command.text === "new") {
      await client.views.open({ trigger_id: command.trigger_id, view: form("All accounts") });
    } else await respond({ text: `Answer to ${command.text}` });
  });
  app.action("approve", async ({ ack, body, client, action }) => {
    await ack();
    if (body.type !== "block_actions" || action.type !== "button") return;
    await client.chat.update({
      channel: body.channel?.id ?? "",
      ts: body.message?.["ts"] ?? "",
      text: `Approved ${action.value}`,
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: `*Approved* by <@${body.user.id}>` } },
      ],
    });
  });
  app.action("segment", async ({ ack, body, client, action }) => {
    await ack();
    if (body.type !== "block_actions" || action.type !== "static_select" || !body.view) return;
    const { id, hash } = body.view;
    const view = form(`Only ${action.selected_option.value}`);
    await client.views.update({ view_id: id, hash, view });
  });
  app.view("new_run", async ({ ack, view, client, body }) => {
    const name = view.state.values["name"]?.["value"]?.value ?? "";
    if (name.length < 3) return ack({ response_action: "errors", errors: { name: "Too short" } });
    await ack();
    await client.chat.postMessage({ channel: billing, text: `${body.user.id} made ${name}` });
  });
  app.options("account", async ({ ack, payload }) => {
    const options = ["acme", "globex"]
      .filter((key) => key.startsWith(payload.value))
      .map((key) => ({
        text: { type: "plain_text" as const, text: key.toUpperCase() },
        value: key,
      }));
    await ack({ options });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: "home",
        blocks: [{ type: "header", text: { type: "plain_text", text: "Home" } }],
      },
    });
  });
}

function card(state: string) {
  return [
    { type: "header" as const, text: { type: "plain_text" as const, text: "BR-1" } },
    { type: "section" as const, text: { type: "mrkdwn" as const, text: `*${state}* & ready` } },
    {
      type: "actions" as const,
      elements: [
        {
          type: "button" as const,
          action_id: "approve",
          value: "BR-1",
          style: "primary" as const,
          text: { type: "plain_text" as const, text: "Approve" },
          confirm: { text: { type: "plain_text" as const, text: "Really?" } },
        },
      ],
    },
  ];
}

function form(selected: string) {
  return {
    type: "modal" as const,
    callback_id: "new_run",
    title: { type: "plain_text" as const, text: "New bill run" },
    submit: { type: "plain_text" as const, text: "Create" },
    blocks: [
      {
        type: "input" as const,
        block_id: "name",
        label: { type: "plain_text" as const, text: "Name" },
        element: { type: "plain_text_input" as const, action_id: "value" },
      },
      {
        type: "input" as const,
        block_id: "account",
        optional: true,
        label: { type: "plain_text" as const, text: "Account" },
        element: {
          type: "external_select" as const,
          action_id: "account",
          min_query_length: 1,
        },
      },
      {
        type: "input" as const,
        block_id: "segment",
        optional: true,
        dispatch_action: true,
        label: { type: "plain_text" as const, text: "Segment" },
        element: {
          type: "static_select" as const,
          action_id: "segment",
          options: [{ text: { type: "plain_text" as const, text: "Schools" }, value: "schools" }],
        },
      },
      {
        type: "input" as const,
        block_id: "tell",
        optional: true,
        label: { type: "plain_text" as const, text: "Tell" },
        element: { type: "multi_users_select" as const, action_id: "people" },
      },
      { type: "section" as const, text: { type: "plain_text" as const, text: selected } },
    ],
  };
}
