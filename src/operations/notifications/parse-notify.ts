import { nearest } from "../../billing/billing-file/nearest.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { allNoticeEvents, isNoticeEvent, type NoticeEvent, usualEvents } from "./notice-events.ts";
import { type Digest, digests, type QuietHours, type Subscription } from "./subscription.ts";

/** What is to be different about what a channel hears; what is left out stays. */
export type SubscriptionChange = Partial<Omit<Subscription, "channel">>;

/** What somebody asked of notifications. */
export type NotifyRequest =
  | { readonly what: "list" }
  | { readonly what: "off"; readonly channel: string }
  /** What was given up, in one channel or (null) in all: tried again, or put out of sight. */
  | { readonly what: "resend" | "forget"; readonly channel: string | null }
  /** Only a channel: what it hears, to be changed in a form. */
  | { readonly what: "ask"; readonly channel: string }
  | { readonly what: "set"; readonly channel: string; readonly change: SubscriptionChange };

const example = "/billrun notify #billing run-ended run-exceptions digest:daily";

/**
 * Reads "#channel", as Slack sends it ("<#C012|billing>") or as an id, then "off", or events and
 * `segment:a,b currency:USD minimum:1000 digest:daily@9 quiet:18-8 zone:Europe/Berlin`, of which
 * "any" or "off" takes one back. Refuses `channel_missing`, `event_unknown`,
 * `notice_setting_invalid`.
 */
export function parseNotify(text: string): NotifyRequest | Refusal {
  const [first = "", ...words] = text.trim().split(/\s+/);
  if (first === "") return { what: "list" };
  const lost = first.toLowerCase();
  if (lost === "resend" || lost === "forget") return parseLost(lost, words);
  const channel = channelIn(first);
  if (!channel || isPerson(channel)) return refuseChannel(first);
  if (words.length === 0) return { what: "ask", channel };
  if (words.length === 1 && words[0]?.toLowerCase() === "off") return { what: "off", channel };
  const change = parseChange(words);
  return isRefusal(change) ? change : { what: "set", channel, change };
}

function channelIn(word: string): string | undefined {
  return /^(?:<#)?([CGDUW][A-Z0-9]{1,30})(?:\|[^>]*)?>?$/.exec(word)?.[1];
}

/** What was sent to a person can get lost, but a person subscribes to nothing here. */
function isPerson(channel: string): boolean {
  return /^[UW]/.test(channel);
}

function refuseChannel(word: string): Refusal {
  const remedy = `Begin with a channel and choose it from the list that Slack offers: ${example}`;
  return refuse("channel_missing", `I don't know a channel "${shown(word)}".`, remedy);
}

function parseLost(what: "resend" | "forget", words: readonly string[]): NotifyRequest | Refusal {
  const [word] = words;
  if (word === undefined) return { what, channel: null };
  const channel = channelIn(word);
  return channel ? { what, channel } : refuseChannel(word);
}

function parseChange(words: readonly string[]): SubscriptionChange | Refusal {
  const events: NoticeEvent[] = [];
  let change: SubscriptionChange = {};
  for (const word of words.flatMap(splitEvents)) {
    const colon = word.indexOf(":");
    const part =
      colon < 0 ? parseEvents(word) : parseSetting(word.slice(0, colon), word.slice(colon + 1));
    if (isRefusal(part)) return part;
    if (Array.isArray(part)) events.push(...part);
    else change = { ...change, ...part };
  }
  return events.length === 0 ? change : { ...change, events: inOrder(events) };
}

/** Events may stand between commas; the values of a setting keep theirs. */
function splitEvents(word: string): readonly string[] {
  return word.includes(":") ? [word] : word.split(",").filter((part) => part !== "");
}

/** Events in the order of their table, each once. */
export function inOrder(events: readonly NoticeEvent[]): readonly NoticeEvent[] {
  return allNoticeEvents.filter((event) => events.includes(event));
}

function parseEvents(typed: string): NoticeEvent[] | Refusal {
  const word = typed.toLowerCase();
  if (word === "all") return [...allNoticeEvents];
  if (word === "usual") return [...usualEvents];
  if (isNoticeEvent(word)) return [word];
  const near = nearest(word, [...allNoticeEvents, "all", "usual", "off"]);
  const remedy = near
    ? `Did you mean ${near}?`
    : `There are ${allNoticeEvents.join(", ")}, all and usual.`;
  return refuse("event_unknown", `There is no event "${shown(typed)}".`, remedy);
}

type ReadSetting = (value: string) => SubscriptionChange | null;

const settings: Readonly<Record<string, { read: ReadSetting; like: string }>> = {
  segment: { read: (value) => ({ segments: listed(value) }), like: "segment:enterprise,smb" },
  currency: {
    read: (value) => ({ currencies: listed(value).map((code) => code.toUpperCase()) }),
    like: "currency:USD,EUR",
  },
  minimum: { read: readMinimum, like: "minimum:1000 or minimum:1000.50" },
  digest: { read: readDigest, like: "digest:off, digest:hourly or digest:daily@9" },
  quiet: { read: readQuiet, like: "quiet:18-8, the hours in which nothing is told, or quiet:off" },
  zone: { read: (value) => ({ timeZone: value }), like: "zone:Europe/Berlin" },
};

function parseSetting(typed: string, value: string): SubscriptionChange | Refusal {
  const name = typed.toLowerCase();
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (!setting) {
    const near = nearest(name, Object.keys(settings));
    const all = Object.keys(settings).map((each) => `${each}:`);
    const remedy = near ? `Did you mean ${near}:?` : `There are ${all.join(" ")}.`;
    return refuse("notice_setting_invalid", `There is no "${shown(typed)}:".`, remedy);
  }
  const read = value === "" ? null : setting.read(value);
  if (read) return read;
  const message = `I can't read "${shown(`${typed}:${value}`)}".`;
  return refuse("notice_setting_invalid", message, `Write ${setting.like}.`);
}

function isNone(value: string): boolean {
  return ["any", "off", "none"].includes(value.toLowerCase());
}

function listed(value: string): readonly string[] {
  if (isNone(value)) return [];
  return [...new Set(value.split(",").filter((part) => part !== ""))];
}

/** A smallest amount as it is typed, "1000.50"; null if it is none. */
export function readMinimum(value: string): SubscriptionChange | null {
  if (isNone(value)) return { minimum: null };
  const plain = value.replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "");
  if (!/^\d{1,15}(?:\.\d{1,4})?$/.test(plain) || !/[1-9]/.test(plain)) return null;
  return { minimum: plain };
}

function readDigest(value: string): SubscriptionChange | null {
  const [word = "", hour] = value.toLowerCase().split("@");
  if (!(digests as readonly string[]).includes(word)) return null;
  const digest = word as Digest;
  if (hour === undefined) return { digest };
  const digestHour = readHour(hour);
  return digest === "daily" && digestHour !== null ? { digest, digestHour } : null;
}

function readQuiet(value: string): SubscriptionChange | null {
  if (isNone(value)) return { quiet: null };
  const quiet = quietHours(value);
  return quiet ? { quiet } : null;
}

/** "18-8" or "18:00-08:00": from six in the evening to eight in the morning; null if it is none. */
export function quietHours(value: string): QuietHours | null {
  const [from, to, ...more] = value.split(/[-–]/).map((part) => readHour(part.trim()));
  if (from == null || to == null || more.length > 0 || from === to) return null;
  return { from, to };
}

function readHour(text: string): number | null {
  const hour = /^(\d{1,2})(?::00)?$/.exec(text)?.[1];
  return hour !== undefined && Number(hour) <= 23 ? Number(hour) : null;
}

/** What was typed, shortly. */
function shown(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
