import { z } from "zod";

/** A delivery from Slack, checked as far as everything of its kind has in common. */
export type Envelope = {
  readonly kind: "command" | "action" | "view" | "event" | "url-verification" | "ssl-check";
  readonly body: Record<string, unknown>;
  /** The workspace the app was installed in; null where the kind has none. */
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly appId: string | null;
  /** Equal in every retry of one event; null for all else. */
  readonly eventId: string | null;
  /** Where somebody typed or clicked, and who; null where the kind has none. */
  readonly channelId: string | null;
  readonly userId: string | null;
};

const id = z.string().min(1).max(64);
const named = z.looseObject({ id });
const team = z.looseObject({ id, enterprise_id: id.nullish() }).nullish();
const enterprise = named.nullish();

const command = z.looseObject({
  command: z.string().startsWith("/").max(64),
  text: z.string().max(8_000).default(""),
  user_id: id,
  channel_id: id,
  team_id: id,
  enterprise_id: id.nullish(),
  api_app_id: id.nullish(),
  trigger_id: z.string().max(200).nullish(),
  response_url: z.string().max(2_000).nullish(),
});
const person = z.looseObject({ id, team_id: id.nullish() });
const action = z.looseObject({
  type: z.literal("block_actions"),
  user: person,
  team,
  enterprise,
  api_app_id: id.nullish(),
  channel: named.nullish(),
  actions: z.array(z.looseObject({ action_id: z.string().max(255) })).min(1),
  response_url: z.string().max(2_000).nullish(),
});
const view = z.looseObject({
  type: z.enum(["view_submission", "view_closed"]),
  user: person,
  team,
  enterprise,
  api_app_id: id.nullish(),
  view: z.looseObject({
    id,
    callback_id: z.string().max(255),
    private_metadata: z.string().max(3_000).default(""),
    app_installed_team_id: id.nullish(),
    state: z
      .looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) })
      .default({ values: {} }),
  }),
});
const event = z.looseObject({
  type: z.literal("event_callback"),
  team_id: id,
  enterprise_id: id.nullish(),
  api_app_id: id.nullish(),
  event_id: id,
  event: z.looseObject({ type: z.string() }),
});
const urlVerification = z.looseObject({
  type: z.literal("url_verification"),
  challenge: z.string().max(2_000),
});

/** What a body says, or null where it is none of the deliveries that this app asked for. */
export function readEnvelope(body: string, contentType: string): Envelope | null {
  const content = contentType.startsWith("application/x-www-form-urlencoded")
    ? readForm(body)
    : readJson(body);
  if (typeof content !== "object" || content === null || Array.isArray(content)) return null;
  return identify(content);
}

function readForm(body: string): unknown {
  const fields = [...new URLSearchParams(body)];
  if (fields.some(([name]) => name === "__proto__")) return null;
  const form: Record<string, string> = Object.fromEntries(fields);
  return form["payload"] === undefined ? form : readJson(form["payload"]);
}

/** JSON without keys that reach into an object's prototype; null where it is none. */
function readJson(text: string): unknown {
  let isTampered = false;
  try {
    const content: unknown = JSON.parse(text, (key, value) => {
      if (key === "__proto__") isTampered = true;
      return value;
    });
    return isTampered ? null : content;
  } catch {
    return null;
  }
}

function identify(content: object): Envelope | null {
  const place = { teamId: null, enterpriseId: null, channelId: null, userId: null };
  const none = { ...place, appId: null, eventId: null };
  if ("command" in content) return commandEnvelope(content);
  const type = "type" in content ? content.type : null;
  if (type === "block_actions")
    return interactionEnvelope("action", action.safeParse(content).data);
  if (type === "view_submission" || type === "view_closed") {
    return interactionEnvelope("view", view.safeParse(content).data);
  }
  if (type === "event_callback") return eventEnvelope(content);
  if (type === "url_verification") {
    const { data } = urlVerification.safeParse(content);
    return data ? { ...none, kind: "url-verification", body: data } : null;
  }
  const isSslCheck = "ssl_check" in content && content.ssl_check === "1";
  return isSslCheck ? { ...none, kind: "ssl-check", body: {} } : null;
}

function commandEnvelope(content: object): Envelope | null {
  const { data } = command.safeParse(content);
  if (!data) return null;
  return {
    kind: "command",
    body: data,
    teamId: data.team_id,
    enterpriseId: data.enterprise_id ?? null,
    appId: data.api_app_id ?? null,
    eventId: null,
    channelId: data.channel_id,
    userId: data.user_id,
  };
}

function interactionEnvelope(
  kind: "action" | "view",
  data: z.infer<typeof action> | z.infer<typeof view> | undefined,
): Envelope | null {
  if (!data) return null;
  const { team, enterprise, user } = data;
  // A modal opened in another workspace of a shared channel names where the app is installed.
  const installed =
    "view" in data ? (data as z.infer<typeof view>).view.app_installed_team_id : null;
  return {
    kind,
    body: data,
    teamId: installed ?? team?.id ?? user.team_id ?? null,
    enterpriseId: enterprise?.id ?? team?.enterprise_id ?? null,
    appId: data.api_app_id ?? null,
    eventId: null,
    channelId: "channel" in data ? ((data as z.infer<typeof action>).channel?.id ?? null) : null,
    userId: user.id,
  };
}

function eventEnvelope(content: object): Envelope | null {
  const { data } = event.safeParse(content);
  if (!data) return null;
  return {
    kind: "event",
    body: data,
    teamId: data.team_id,
    enterpriseId: data.enterprise_id ?? null,
    appId: data.api_app_id ?? null,
    eventId: data.event_id,
    channelId: null,
    userId: null,
  };
}
