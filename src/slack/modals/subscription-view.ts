import type { Checkboxes, InputBlock, ModalView, PlainTextOption } from "@slack/web-api";
import {
  eventsOf,
  type NoticeEvent,
  noticeEvents,
} from "../../operations/notifications/notice-events.ts";
import type { SubscriptionForm } from "../../operations/notifications/show-subscription.ts";
import { digests, type Subscription } from "../../operations/notifications/subscription.ts";
import { context, cut, section } from "../blocks.ts";
import { plainName } from "../text/safe-text.ts";

/** The name under which the form's submission arrives. */
export const subscriptionCallback = "subscribe_channel";

/** Block ids of the form; each holds one element called `value`. */
export const subscriptionFields = {
  channel: "channel",
  runEvents: "run_events",
  moreEvents: "more_events",
  dailyEvents: "daily_events",
  segments: "segments",
  currencies: "currencies",
  minimum: "minimum",
  digest: "digest",
  digestHour: "digest_hour",
  quiet: "quiet",
  timeZone: "time_zone",
} as const;

/** Slack shows at most 100 options. */
const mostOptions = 100;

const digestLabels: Readonly<Record<Subscription["digest"], string>> = {
  off: "At once",
  hourly: "Together, each hour",
  daily: "Together, once a day",
};

/** The form about what a channel hears. `askedIn` is where the answer goes. */
export function subscriptionView(form: SubscriptionForm, askedIn: string): ModalView {
  const { subscription, segments, currencies } = form;
  const { digest, digestHour, quiet, minimum, timeZone } = subscription;
  const f = subscriptionFields;
  const hours = Array.from({ length: 24 }, (_, hour) => option(String(hour), `${hour}:00`));
  const blocks = [
    channelInput(subscription.channel),
    eventsInput(f.runEvents, "Bill runs", eventsOf("runs"), subscription.events),
    eventsInput(f.moreEvents, "Approvals, schedules", eventsOf("more"), subscription.events),
    eventsInput(f.dailyEvents, "Once a day", eventsOf("daily"), subscription.events),
    choiceInput(f.segments, "Only of segments", segments, subscription.segments),
    choiceInput(f.currencies, "Only amounts in", currencies, subscription.currencies),
    textInput(f.minimum, "Only amounts from", minimum ?? "", "1000", "In whichever currency."),
    select(
      f.digest,
      "What can wait comes",
      digests.map((each) => option(each, digestLabels[each])),
      digest,
    ),
    select(f.digestHour, "Once a day at", hours, String(digestHour)),
    textInput(
      f.quiet,
      "Quiet hours",
      quiet ? `${quiet.from}-${quiet.to}` : "",
      "18-8",
      "Between them only what can't wait is told; the rest waits for their end.",
    ),
    textInput(f.timeZone, "Time zone", timeZone, "Europe/Berlin", "Of the hours above."),
    context("A run's card and its thread stand where the run was made, whatever is set here."),
  ];
  return {
    type: "modal",
    callback_id: subscriptionCallback,
    title: { type: "plain_text", text: "What a channel hears", emoji: false },
    submit: { type: "plain_text", text: "Save", emoji: false },
    close: { type: "plain_text", text: "Cancel", emoji: false },
    private_metadata: JSON.stringify({ askedIn }),
    blocks: [
      section("Choose what is told, and where. Exceptions of a launch and a freeze come at once."),
      ...blocks.filter((block) => block !== null),
    ],
  };
}

function label(words: string): InputBlock["label"] {
  return { type: "plain_text", text: words, emoji: false };
}

function option(value: string, text: string): PlainTextOption {
  return { value, text: { type: "plain_text", text: cut(plainName(text), 75), emoji: false } };
}

function channelInput(channel: string): InputBlock {
  return {
    type: "input",
    block_id: subscriptionFields.channel,
    label: label("Channel"),
    element: {
      type: "conversations_select",
      action_id: "value",
      filter: { include: ["public", "private"], exclude_bot_users: true },
      placeholder: label("Choose a channel"),
      ...(channel === "" ? {} : { initial_conversation: channel }),
    },
  };
}

function eventsInput(
  field: string,
  words: string,
  events: readonly NoticeEvent[],
  chosen: readonly NoticeEvent[],
): InputBlock {
  const options = events.map((event) => ({
    ...option(event, event),
    description: label(cut(noticeEvents[event].says, 75)),
  }));
  const initial = options.filter(({ value }) => chosen.some((event) => event === value));
  const element: Checkboxes = { type: "checkboxes", action_id: "value", options };
  return {
    type: "input",
    block_id: field,
    optional: true,
    label: label(words),
    // Slack refuses an empty list of what is ticked.
    element: initial.length === 0 ? element : { ...element, initial_options: initial },
  };
}

function choiceInput(
  field: string,
  words: string,
  values: readonly string[],
  chosen: readonly string[],
): InputBlock | null {
  // What was chosen and is gone since stays until somebody takes it back.
  const all = [...new Set([...chosen, ...values])].filter(isOption).slice(0, mostOptions);
  if (all.length === 0) return null;
  const options = all.map((value) => option(value, value));
  const initial = options.filter(({ value }) => value !== undefined && chosen.includes(value));
  return {
    type: "input",
    block_id: field,
    optional: true,
    label: label(words),
    element: {
      type: "multi_static_select",
      action_id: "value",
      placeholder: label("All"),
      options,
      ...(initial.length === 0 ? {} : { initial_options: initial }),
    },
  };
}

/** Slack's limit on the value of an option; longer ones can be typed as a command. */
function isOption(value: string): boolean {
  return value !== "" && value.length <= 150;
}

function select(
  field: string,
  words: string,
  options: PlainTextOption[],
  chosen: string,
): InputBlock {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: "input",
    block_id: field,
    label: label(words),
    element: {
      type: "static_select",
      action_id: "value",
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function textInput(
  field: string,
  words: string,
  initial: string,
  placeholder: string,
  hint: string,
): InputBlock {
  return {
    type: "input",
    block_id: field,
    optional: true,
    label: label(words),
    hint: label(hint),
    element: {
      type: "plain_text_input",
      action_id: "value",
      max_length: 60,
      placeholder: label(placeholder),
      ...(initial === "" ? {} : { initial_value: initial }),
    },
  };
}
