/** A file of two customers with a monthly fee of this amount; Acme pays 50.00 for a set-up too. */
export function twoFees(amount: string) {
  const fee = {
    key: "fee",
    type: "recurring",
    period: "month",
    timing: "advance",
    price: { model: "flat", amount },
  };
  const setup = { key: "setup", type: "one-time", price: { model: "flat", amount: "50.00" } };
  const sold = { plan: "basic", startOn: "2026-01-01" };
  return {
    version: 1,
    plans: [
      { key: "basic", charges: [fee] },
      { key: "pro", charges: [fee, setup] },
    ],
    accounts: [
      { key: "acme", name: "Acme" },
      { key: "beta", name: "Beta" },
    ],
    subscriptions: [
      { ...sold, key: "s1", account: "acme", plan: "pro" },
      { ...sold, key: "s2", account: "beta" },
    ],
    runs: [{ targetOn: "2026-01-01" }],
  };
}
