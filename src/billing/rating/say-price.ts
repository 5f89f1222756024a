import type { PercentTier, Price, Tier } from "../catalog/catalog.ts";
import { minorDigits } from "../money/currency.ts";
import {
  ceiling,
  compare,
  divide,
  type Exact,
  exact,
  exactText,
  maximum,
  minimum,
  ratio,
  subtract,
  zero,
} from "../money/exact.ts";
import { groupDigits } from "../money/group-digits.ts";

/**
 * What a quantity is charged at, for a person, in pieces: what it is charged for finds its place
 * after `lead` ("19 × 120.00" a month), and `joint` leads from a part of a period to it.
 */
export type SaidPrice = { readonly joint: string; readonly lead: string; readonly rest: string };

/** Beyond it, tiers are counted and not listed. */
const tiersListed = 5;

/** The price of a quantity in words. `events`: how many measured events make it up. */
export function sayPrice(
  price: Price,
  quantity: Exact,
  events: number,
  currency: string,
): SaidPrice {
  const money = (text: string) => sayAmount(text, currency);
  switch (price.model) {
    case "flat":
      return { joint: " at ", lead: money(price.amount), rest: "" };
    case "per-unit": {
      const { unitPrice, included } = price;
      if (!included) return times(quantity, money(unitPrice), "");
      const charged = maximum(zero, subtract(quantity, exact(included)));
      return listed(quantity, included, `${number(charged)} at ${money(unitPrice)}`, charged);
    }
    case "graduated":
      return units(quantity, `: ${sayTiers(price.tiers, quantity, money)}`);
    case "volume":
      return sayVolume(price.tiers, quantity, money);
    case "package": {
      const { size, amount, included } = price;
      const charged = maximum(zero, subtract(quantity, exact(included ?? "0")));
      const packages = ceiling(divide(charged, exact(size)));
      const noun = packages === 1n ? "package" : "packages";
      const said = `${number(ratio(packages))} ${noun} of ${decimal(size)} at ${money(amount)}`;
      return listed(quantity, included ?? "0", said, charged);
    }
    case "percentage":
      return sayPercentage(price, quantity, events, money);
    case "graduated-percentage": {
      const said = sayPercentTiers(price.tiers, quantity, money);
      return { joint: ", ", lead: money(exactText(quantity)), rest: `: ${said}` };
    }
  }
}

/** The pieces in order: "19 × 120.00 a month, the price above 10". `per` may be empty. */
export function joinPrice({ lead, rest }: SaidPrice, per: string): string {
  return per === "" ? lead + rest : `${lead} ${per}${rest}`;
}

function times(quantity: Exact, unitPrice: string, rest: string): SaidPrice {
  return { joint: ": ", lead: `${number(quantity)} × ${unitPrice}`, rest };
}

/** "15 units: 10 included, 5 at 2.00", or that all are included. */
function listed(quantity: Exact, included: string, said: string, charged: Exact): SaidPrice {
  const free = exact(included);
  if (charged.n === 0n && free.n > 0n) {
    return units(quantity, `, all within the ${decimal(included)} included`);
  }
  const less = free.n > 0n ? `${decimal(included)} included, ` : "";
  return units(quantity, `: ${less}${said}`);
}

function units(quantity: Exact, rest: string): SaidPrice {
  const text = number(quantity);
  return { joint: ", ", lead: `${text} ${text === "1" ? "unit" : "units"}`, rest };
}

/** "10,000 free, 90,000 at 0.004, 23,650 at 0.0025": each tier reached, with its units. */
function sayTiers(tiers: readonly Tier[], quantity: Exact, money: SayMoney): string {
  const said = reached(tiers, quantity).map(({ tier, part }) => {
    const flat = isNothing(tier.flatFee) ? null : money(tier.flatFee ?? "0");
    if (part.n === 0n) return `${flat ?? money("0")} flat`;
    if (!isNothing(tier.unitPrice)) {
      const and = flat === null ? "" : ` and ${flat} flat`;
      return `${number(part)} at ${money(tier.unitPrice ?? "0")}${and}`;
    }
    return flat === null ? `${number(part)} free` : `${number(part)} for ${flat} flat`;
  });
  return shortened(said);
}

/** "1% of 1,000.00, 0.5% of 11,000.00". */
function sayPercentTiers(tiers: readonly PercentTier[], quantity: Exact, money: SayMoney): string {
  const said = reached(tiers, quantity).map(({ tier, part }) => {
    const and = isNothing(tier.flatFee) ? "" : ` and ${money(tier.flatFee ?? "0")} flat`;
    return `${decimal(tier.percent)}% of ${money(exactText(part))}${and}`;
  });
  return shortened(said);
}

function shortened(said: readonly string[]): string {
  if (said.length <= tiersListed) return said.join(", ");
  return `${said[0]}, and so on over ${said.length} tiers to ${said[said.length - 1]}`;
}

/** The tiers that a quantity reaches into, each with what of the quantity lies in it. */
function reached<T extends { readonly upTo: string | null }>(
  tiers: readonly T[],
  quantity: Exact,
): { readonly tier: T; readonly part: Exact }[] {
  const found: { tier: T; part: Exact }[] = [];
  let below = zero;
  for (const tier of tiers) {
    if (found.length > 0 && compare(quantity, below) <= 0) break;
    const top = tier.upTo === null ? quantity : minimum(quantity, exact(tier.upTo));
    found.push({ tier, part: maximum(zero, subtract(top, below)) });
    if (tier.upTo === null) break;
    below = exact(tier.upTo);
  }
  return found;
}

/** "19 × 120.00, the price above 10". */
function sayVolume(tiers: readonly Tier[], quantity: Exact, money: SayMoney): SaidPrice {
  const fits = ({ upTo }: Tier) => upTo === null || compare(quantity, exact(upTo)) <= 0;
  const index = Math.max(0, tiers.findIndex(fits));
  const [tier, before] = [tiers[index], tiers[index - 1]];
  const edge = before?.upTo ?? tier?.upTo;
  const where = before ? "above" : "up to";
  const rest = typeof edge === "string" ? `, the price ${where} ${decimal(edge)}` : "";
  const unit = money(tier?.unitPrice ?? "0");
  if (isNothing(tier?.flatFee)) return times(quantity, unit, rest);
  const flat = `${money(tier?.flatFee ?? "0")} flat`;
  if (isNothing(tier?.unitPrice)) {
    return { joint: " at ", lead: `${flat} for ${units(quantity, "").lead}`, rest };
  }
  return times(quantity, `${unit} and ${flat}`, rest);
}

/** "2.9% of 11,000.00 (12,000.00 less 1,000.00 free) and 14 × 0.30 (20 events less 6 free)". */
function sayPercentage(
  price: Extract<Price, { model: "percentage" }>,
  quantity: Exact,
  events: number,
  money: SayMoney,
): SaidPrice {
  const { percent, fixedFee, freeAmount, freeEvents = 0 } = price;
  const all = money(exactText(quantity));
  let lead = `${decimal(percent)}% of ${all}`;
  if (freeAmount !== undefined && !isNothing(freeAmount)) {
    const base = maximum(zero, subtract(quantity, exact(freeAmount)));
    lead = `${decimal(percent)}% of ${money(exactText(base))}`;
    lead += ` (${all} less ${money(freeAmount)} free)`;
  }
  if (fixedFee === undefined || isNothing(fixedFee)) return { joint: " at ", lead, rest: "" };
  const charged = Math.max(0, events - freeEvents);
  const free = freeEvents === 0 ? "" : ` (${events} events less ${freeEvents} free)`;
  return { joint: " at ", lead, rest: ` and ${charged} × ${money(fixedFee)}${free}` };
}

type SayMoney = (text: string) => string;

/** Decimals as written, filled up to the currency's digits: "9.5" → "9.50", "0.0006" stays. */
function sayAmount(text: string, currency: string): string {
  const digits = minorDigits(currency) ?? 0;
  const [whole = "", decimals = ""] = exactText(exact(text)).split(".");
  const filled = decimals.padEnd(digits, "0");
  return groupDigits(filled === "" ? whole : `${whole}.${filled}`);
}

function isNothing(text: string | undefined): boolean {
  return text === undefined || exact(text).n === 0n;
}

function number(quantity: Exact): string {
  return groupDigits(exactText(quantity));
}

function decimal(text: string): string {
  return number(exact(text));
}
