import { anyRoleText } from "../../billing/approvals/member.ts";
import { currencyCodes } from "../../billing/money/currency.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import {
  mayHaveTold,
  type NoticeEvent,
  noticeEvents,
  rolesThatMayHaveTold,
  usualEvents,
} from "./notice-events.ts";
import type { SubscriptionChange } from "./parse-notify.ts";
import type { Subscription } from "./subscription.ts";

/** A daily digest comes when people have come to work, unless they choose. */
const usualDigestHour = 9;

/**
 * Says what a channel hears of; what the change leaves out stays as it was. Refuses `role_missing`
 * where the person may not have one of the events told, `selection_unknown`,
 * `notice_setting_invalid`.
 */
export async function subscribeChannel(
  world: World,
  actor: Actor,
  input: { readonly channel: string; readonly change: SubscriptionChange },
): Promise<Subscription | Refusal> {
  const { channel, change } = input;
  const act = { action: "channel.notify", subject: channel };
  const no = requirePermission(actor, "view") ?? (await refuseChange(world, change));
  if (no) return auditRefusal(world, actor, act, no);
  const usual = await usualSubscription(world, channel);
  return audited(
    world,
    actor,
    act,
    async (tx) => {
      const before = await tx.lockSubscription(channel);
      const after: Subscription = { ...(before ?? usual), ...change, channel };
      const refused = refuseEvents(actor, before, after);
      if (refused) return refused;
      await tx.saveSubscription(after, actor.member.name, world.clock.now());
      return after;
    },
    ({ events, digest }) => ({ details: { events: events.join(","), digest } }),
  );
}

/** What a channel hears that nothing was said of but its name. */
export async function usualSubscription(world: World, channel: string): Promise<Subscription> {
  const { settings } = await world.books.loadCatalog();
  return {
    ...{ channel, events: usualEvents, segments: [], currencies: [], minimum: null },
    ...{ digest: "off", digestHour: usualDigestHour, quiet: null, timeZone: settings.timeZone },
  };
}

async function refuseChange(world: World, change: SubscriptionChange): Promise<Refusal | null> {
  const { events, timeZone, currencies = [], segments = [] } = change;
  if (events?.length === 0) {
    const remedy = "Choose at least one, or write off to hear of nothing.";
    return refuse("event_unknown", "No event is chosen.", remedy);
  }
  const code = currencies.find((each) => !currencyCodes().includes(each));
  if (code !== undefined) {
    return refuse("notice_setting_invalid", `"${code}" is no currency.`, "Write currency:USD.");
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    const message = `"${timeZone}" is no time zone.`;
    return refuse("notice_setting_invalid", message, "Write one as in Europe/Berlin.");
  }
  if (segments.length === 0) return null;
  const known = (await world.books.selectionChoices()).segments;
  const segment = segments.find((each) => !known.includes(each));
  if (segment === undefined) return null;
  const remedy =
    known.length === 0 ? "There are none." : `There is: ${known.slice(0, 20).join(", ")}.`;
  return refuse("selection_unknown", `There is no segment "${segment}".`, remedy);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Everything that changes, or is told otherwise from now on, must be the person's to set. */
function refuseEvents(
  actor: Actor,
  before: Subscription | null,
  after: Subscription,
): Refusal | null {
  const old = before?.events ?? [];
  const isOtherwise = before === null || !isTheSame(before, after);
  const touched = [...new Set([...old, ...after.events])].filter(
    (event) => isOtherwise || old.includes(event) !== after.events.includes(event),
  );
  return refuseTold(actor, touched);
}

function isTheSame(a: Subscription, b: Subscription): boolean {
  const rest = ({ events: _, ...settings }: Subscription) => JSON.stringify(settings);
  return rest(a) === rest({ ...a, ...b });
}

/** Refuses with `role_missing` for an event that the person may neither ask for nor take back. */
export function refuseTold(actor: Actor, events: readonly NoticeEvent[]): Refusal | null {
  const event = events.find((each) => !mayHaveTold(actor.member, each));
  if (event === undefined) return null;
  const roles = anyRoleText(rolesThatMayHaveTold(event));
  const have = actor.member.roles.join(", ") || "no role";
  const { says } = noticeEvents[event];
  const what = `${says.charAt(0).toLowerCase()}${says.slice(1, -1)}`;
  return refuse(
    "role_missing",
    `You may not set who hears of ${event} (${what}): that takes the role ${roles}, ` +
      `and you have ${have}.`,
    "Ask one of them, or leave it as it is.",
  );
}
