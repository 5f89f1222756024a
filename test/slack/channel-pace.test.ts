import { expect, it } from "vitest";
import { createChannelPace } from "../../src/slack/channel-pace.ts";

it("lets a short burst through, then keeps a gap, and lets another channel pass", async () => {
  const pace = createChannelPace(400, 2);
  const started = performance.now();
  await pace("C1");
  await pace("C1");
  await pace("C2");
  expect(performance.now() - started).toBeLessThan(350);
  await pace("C1");
  await pace("C1");
  // Timers may fire a millisecond early.
  expect(performance.now() - started).toBeGreaterThanOrEqual(798);
});

it("keeps the gap among calls that come at once", async () => {
  const pace = createChannelPace(40, 1);
  const started = performance.now();
  await Promise.all([pace("C1"), pace("C1"), pace("C1")]);
  expect(performance.now() - started).toBeGreaterThanOrEqual(78);
});
