import type { BillingData } from "../billing/billing-file/billing-data.ts";
import type { Change, Quantity, Subscription } from "../billing/subscriptions/subscription.ts";

/** A subscription that is sold by the piece, and the charge that counts the pieces. */
export type Countable = {
  readonly subscription: Subscription;
  readonly charge: string;
  readonly accountName: string;
};

/** The first subscription sold by the piece ("seats": "120"); null where there is none. */
export function firstCountable(data: BillingData): Countable | null {
  for (const subscription of data.subscriptions) {
    if (typeof subscription.quantity === "string") continue;
    const [charge] = Object.keys(subscription.quantity);
    const account = data.accounts.find((one) => one.key === subscription.account);
    if (charge !== undefined && account) return { subscription, charge, accountName: account.name };
  }
  return null;
}

/** What is sold of a charge on a day, by the changes up to it. */
export function quantityOn(subscription: Subscription, charge: string, day: string): number {
  let quantity = pieces(subscription.quantity, charge) ?? 0;
  for (const change of subscription.changes) {
    if (change.on <= day) quantity = changedTo(change, charge) ?? quantity;
  }
  return quantity;
}

/** The same subscription with `more` pieces from `day` on; what is planned later grows as well. */
export function addQuantity(
  subscription: Subscription,
  charge: string,
  day: Change["on"],
  more: number,
): Subscription {
  const earlier = subscription.changes.filter((change) => change.on < day);
  const later = subscription.changes
    .filter((change) => change.on >= day)
    .map((change) => grown(change, charge, more));
  const isThere = later.some((change) => change.on === day && changedTo(change, charge) !== null);
  const before = quantityOn({ ...subscription, changes: earlier }, charge, day);
  const now: Change = { on: day, quantity: { [charge]: String(before + more) } };
  return { ...subscription, changes: [...earlier, ...(isThere ? [] : [now]), ...later] };
}

function grown(change: Change, charge: string, more: number): Change {
  const quantity = changedTo(change, charge);
  if (quantity === null || !("quantity" in change)) return change;
  const text = String(quantity + more);
  if (typeof change.quantity === "string") return { ...change, quantity: text };
  return { ...change, quantity: { ...change.quantity, [charge]: text } };
}

function changedTo(change: Change, charge: string): number | null {
  return "quantity" in change ? pieces(change.quantity, charge) : null;
}

function pieces(quantity: Quantity, charge: string): number | null {
  const text = typeof quantity === "string" ? quantity : quantity[charge];
  return text === undefined ? null : Number(text);
}
