/** What puts an account right that was parked or held, by the code of its reason. */
const remedies: Readonly<Record<string, string>> = {
  price_missing: "Import a price in this currency, then retry.",
  tax_rate_missing: "Import the tax rate, then retry.",
  plan_missing: "Import the plan, then retry.",
  coupon_missing: "Import the coupon, then retry.",
  many_periods_missing: "Check the start date, or use a catch-up run, then retry.",
  billing_failed: "Send the workers' log to whoever runs billrun, then retry.",
  payer_changed: "Retry: the new payer is billed then.",
  parked_in_preview: "Put right what the preview said, then retry.",
  changed_after_approval: "Retry: what changed is previewed and approved again.",
  billed_meanwhile: "Nothing: another run has billed it.",
};

/** What to do about a parked or held account now. */
export function exceptionRemedy(reasonCode: string | null): string {
  const known = reasonCode !== null && Object.hasOwn(remedies, reasonCode);
  return (known ? remedies[reasonCode] : undefined) ?? "Put the reason right, then retry.";
}
