import { z } from "zod";
import { isNoticeEvent } from "../../../operations/notifications/notice-events.ts";
import {
  inOrder,
  quietHours,
  readMinimum,
  type SubscriptionChange,
} from "../../../operations/notifications/parse-notify.ts";
import { subscribeChannel } from "../../../operations/notifications/subscribe-channel.ts";
import { digests } from "../../../operations/notifications/subscription.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { subscriptionCallback, subscriptionFields } from "../../modals/subscription-view.ts";
import { subscribedNotice } from "../subscribed-notice.ts";
import { type FormErrors, readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

const metadata = z.strictObject({ askedIn: z.string().regex(/^([CDGUW][A-Z0-9]{1,30})?$/) });

/** The form about what a channel hears. */
export const subscribeChannelForm: RunForm = {
  callback: subscriptionCallback,
  title: "What a channel hears",
  act: (form) => ({ action: "slack.notify", subject: channelIn(form) || "channel" }),
  check: (form) => {
    const read = readSubscription(form);
    return "errors" in read ? read.errors : null;
  },
  submit: async ({ world, actor, form }) => {
    const read = readSubscription(form);
    if ("errors" in read) throw new Error("a form was submitted unchecked");
    const saved = await subscribeChannel(world, actor, read.input);
    return isRefusal(saved) ? saved : subscribedNotice(world, saved);
  },
  channelOf: (form) => {
    try {
      return metadata.parse(JSON.parse(form.metadata)).askedIn || null;
    } catch {
      return null;
    }
  },
  fieldOf: ({ refusal, message }) => {
    if (refusal === "selection_unknown") return subscriptionFields.segments;
    if (refusal === "notice_setting_invalid" && message.includes("time zone")) {
      return subscriptionFields.timeZone;
    }
    return refusal === "role_missing" ? subscriptionFields.runEvents : null;
  },
};

type Read =
  | { readonly input: { readonly channel: string; readonly change: SubscriptionChange } }
  | { readonly errors: FormErrors };

/** What the form asks for, or what is wrong by field. */
export function readSubscription(form: SubmittedForm): Read {
  const f = subscriptionFields;
  const text = (field: string) => readField(form.values, field).text.trim();
  const chosen = (field: string) => readField(form.values, field).chosen;
  const errors: Record<string, string> = {};
  const channel = channelIn(form);
  if (channel === "") errors[f.channel] = "Choose a channel.";
  const ticked = [f.runEvents, f.moreEvents, f.dailyEvents].flatMap(chosen);
  const events = inOrder(ticked.filter(isNoticeEvent));
  if (events.length === 0) {
    errors[f.runEvents] = "Choose at least one. To hear of nothing: /billrun notify #channel off.";
  }
  const minimum = text(f.minimum) === "" ? { minimum: null } : readMinimum(text(f.minimum));
  if (!minimum) errors[f.minimum] = "Write a plain amount, as in 1000 or 1000.50.";
  const quiet = text(f.quiet) === "" ? null : quietHours(text(f.quiet));
  if (text(f.quiet) !== "" && !quiet) {
    errors[f.quiet] = "Write two hours, as in 18-8: from six in the evening to eight.";
  }
  const digest = digests.find((each) => each === chosen(f.digest)[0]);
  if (!digest) errors[f.digest] = "Choose one.";
  const hour = Number(chosen(f.digestHour)[0] ?? Number.NaN);
  if (!(hour >= 0 && hour <= 23)) errors[f.digestHour] = "Choose an hour.";
  if (!minimum || !digest || Object.keys(errors).length > 0) return { errors };
  const timeZone = text(f.timeZone);
  const change: SubscriptionChange = {
    ...{ events, digest, digestHour: hour, quiet, ...minimum },
    ...{ segments: chosen(f.segments), currencies: chosen(f.currencies) },
    ...(timeZone === "" ? {} : { timeZone }),
  };
  return { input: { channel, change } };
}

function channelIn(form: SubmittedForm): string {
  const { text } = readField(form.values, subscriptionFields.channel);
  return /^[CDG][A-Z0-9]{1,30}$/.test(text) ? text : "";
}
