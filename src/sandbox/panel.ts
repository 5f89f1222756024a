import type { BillingData } from "../billing/billing-file/billing-data.ts";
import { localDate, parseLocalDate } from "../billing/calendar/local-date.ts";
import { addQuantity, firstCountable, quantityOn } from "./add-quantity.ts";
import type { MovableClock } from "./movable-clock.ts";
import type { PanelItem } from "./slack/model.ts";
import type { CommandHint } from "./slack/page/place.ts";

/** A customer buys so many more at once. */
const bought = 2;

/** What the "Under the hood" panel can do to the company. */
export type PanelOptions = {
  readonly clock: MovableClock;
  /** As the company was opened with. */
  readonly data: BillingData;
  /** Imports changed data through the real operation. */
  readonly take: (data: BillingData, source: string) => Promise<void>;
  /** The request that expires first; null where none is open. */
  readonly nextToExpire: () => Promise<OpenRequest | null>;
};

/** A request to agree to something: "BR-12", and when it expires (ISO instant). */
export type OpenRequest = { readonly subject: string; readonly expiresAt: string };

/**
 * The panel's items: the clock moves on, and a customer buys more. The latter between a preview and
 * its launch shows an account being held, since it is not any more what was approved.
 */
export function worldPanel(options: PanelOptions): () => PanelItem[] {
  const { clock, take } = options;
  let { data } = options;
  const today = () => localDate(clock.now().toISOString().slice(0, 10));
  const buyMore = (): PanelItem[] => {
    const countable = firstCountable(data);
    if (!countable) return [];
    const { subscription, charge, accountName } = countable;
    const name = accountName.split(/[\s,]/)[0];
    const label = `${name} adds ${bought} ${charge}`;
    const run = async () => {
      const more = addQuantity(subscription, charge, today(), bought);
      const all = data.subscriptions.map((one) => (one.key === more.key ? more : one));
      data = { ...data, subscriptions: all };
      await take(data, label);
    };
    return [{ label, detail: `${quantityOn(subscription, charge, today())} now`, run }];
  };
  return () => [
    ...clockItems(clock, today()),
    {
      label: "Let a request expire",
      explanation: "Moves the clock past the end of the request that expires first.",
      run: () => expireNext(options),
    },
    ...buyMore(),
  ];
}

function clockItems(clock: MovableClock, today: string): PanelItem[] {
  const moved = () => `It is ${clock.now().toISOString().slice(0, 10)} now.`;
  return [
    {
      label: "One day later",
      detail: today,
      run: () => {
        clock.moveBy(1);
        return moved();
      },
    },
    {
      label: "One month later",
      run: () => {
        clock.moveTo(aMonthAfter(today));
        return moved();
      },
    },
    {
      label: "Go to a day",
      explanation: "Schedules whose time has passed ring within ten seconds.",
      input: { kind: "date", label: "Day", value: today, verb: "Go" },
      run: (day) => {
        if (!parseLocalDate(day ?? "")) return "Choose a day.";
        clock.moveTo(day ?? today);
        return moved();
      },
    },
  ];
}

/** A minute past its end, so that nobody can take it for open. */
async function expireNext({ clock, nextToExpire }: PanelOptions): Promise<string> {
  const request = await nextToExpire();
  if (!request) return "No request is open. Ask for an approval first.";
  clock.moveToInstant(new Date(Date.parse(request.expiresAt) + 60_000));
  return `It is ${clock.now().toISOString().slice(0, 10)} now: ${request.subject} has expired.`;
}

/** The same day of the next month, or its last day: 31 January → 28 February. */
export function aMonthAfter(day: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** What the message box suggests after a slash: a month's work in its order. */
export function hints(data: BillingData): CommandHint[] {
  const account = data.accounts[0]?.key ?? "ACCOUNT";
  return [
    { text: "preview", hint: "What this month would bill; posts nothing" },
    { text: "preview segment:enterprise", hint: "The same for some accounts" },
    { text: "list", hint: "The latest runs" },
    { text: "show BR-1", hint: "One run's card" },
    { text: `explain ${account} BR-1`, hint: "Why each charge was billed or not" },
    { text: "schedule", hint: "Runs that make themselves, with their next dates" },
    { text: "quotes", hint: "Quotes, and the invoice of one" },
    { text: "approvals", hint: "What waits for you, and for others" },
    { text: "aging", hint: "Who owes what, and since when" },
    { text: "reconcile", hint: "Whether the books balance" },
    { text: "help", hint: "Everything that billrun can do" },
  ];
}
