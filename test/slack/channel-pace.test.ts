import { expect, it } from "vitest";
import { createChannelPace } from "../../src/slack/channel-pace.ts";

it("keeps a gap within one channel, and lets another channel pass", async () => {
  const pace = createChannelPace(60);
  const started = performance.now();
  await pace("C1");
  await pace("C2");
  expect(performance.now() - started).toBeLessThan(50);
  await pace("C1");
  await pace("C1");
  expect(performance.now() - started).toBeGreaterThanOrEqual(118);
});
