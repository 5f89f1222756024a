import { knownMinorDigits } from "../../billing/money/currency.ts";
import type { AmountFact, News, NewsFacts, OverdueFact } from "./news.ts";
import type { NoticeEvent } from "./notice-events.ts";
import { sumOverdue } from "./overdue-facts.ts";

/** When a channel hears of what can wait. */
export const digests = ["off", "hourly", "daily"] as const;

/** One of them. */
export type Digest = (typeof digests)[number];

/** Hours of the day between which only what can't wait is told; `from` may lie before midnight. */
export type QuietHours = { readonly from: number; readonly to: number };

/** What a channel hears of, and when. Empty lists narrow nothing. */
export type Subscription = {
  readonly channel: string;
  readonly events: readonly NoticeEvent[];
  readonly segments: readonly string[];
  readonly currencies: readonly string[];
  /** Smallest amount that is told, in major units of whichever currency: "1000.50". */
  readonly minimum: string | null;
  readonly digest: Digest;
  /** The hour of a daily digest, 0 to 23. */
  readonly digestHour: number;
  readonly quiet: QuietHours | null;
  /** IANA name. */
  readonly timeZone: string;
};

/** Whether a channel hears of something, by what it was narrowed to. */
export function isHeard(subscription: Subscription, facts: NewsFacts): boolean {
  const { segments, currencies, minimum } = subscription;
  if (segments.length > 0 && facts.segments !== null) {
    if (!facts.segments.some((segment) => segments.includes(segment))) return false;
  }
  if (facts.amounts === null || (currencies.length === 0 && minimum === null)) return true;
  return facts.amounts.some((amount) => isOfInterest(subscription, amount));
}

/** News without what the channel does not want to hear of; null where nothing is left. */
export function narrowed(
  subscription: Subscription,
  news: News,
  overdue: readonly OverdueFact[],
): News | null {
  if (news.event !== "overdue-invoices") return news;
  const wanted = overdue.filter(({ segment, currency, openMinor }) =>
    isHeard(subscription, {
      segments: segment === null ? [] : [segment],
      amounts: [{ currency, minor: openMinor }],
    }),
  );
  return wanted.length === 0 ? null : { ...news, ...sumOverdue(wanted) };
}

function isOfInterest({ currencies, minimum }: Subscription, amount: AmountFact): boolean {
  if (currencies.length > 0 && !currencies.includes(amount.currency)) return false;
  if (minimum === null) return true;
  const minor = BigInt(amount.minor);
  // What is given back is as large as what is charged.
  return (minor < 0n ? -minor : minor) >= minorUnits(minimum, amount.currency);
}

/** The least whole number of minor units that is not below the amount. */
function minorUnits(amount: string, currency: string): bigint {
  const digits = knownMinorDigits(currency);
  const [whole = "0", decimals = ""] = amount.split(".");
  const units = BigInt(whole + decimals.slice(0, digits).padEnd(digits, "0"));
  return /[1-9]/.test(decimals.slice(digits)) ? units + 1n : units;
}
