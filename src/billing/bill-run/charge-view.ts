import type { Line } from "../invoicing/document.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** One charge of a subscription, with the lines billed for it and not taken back whole. */
export type ChargeView = {
  readonly view: SubscriptionView;
  readonly key: string;
  readonly billed: readonly Line[];
  /** Those and the lines taken back whole, whose names stay taken. */
  readonly named: readonly Line[];
  /** Keys of the plans that the run bills; null: all. */
  readonly plans: readonly string[] | null;
  /** Whether the run only advances what counts as billed. */
  readonly catchUp: boolean;
};

/** True where the run bills what is sold by that plan. */
export function isPlanSelected({ plans }: ChargeView, plan: string): boolean {
  return plans === null || plans.includes(plan);
}
