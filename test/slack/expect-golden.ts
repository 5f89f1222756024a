import { expect } from "vitest";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import type { SlackMessage } from "../../src/slack/blocks.ts";

/** Compares with test/slack/golden/NAME.json; take a change over with `npx vitest run -u`. */
export async function expectGolden(name: string, content: unknown): Promise<void> {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`golden/${name}.json`);
}

/** A message that Slack would take, with a text that stands alone, as the golden one. */
export async function expectMessage(name: string, message: SlackMessage): Promise<void> {
  expect(validateBlocks(message.blocks, "message")).toEqual([]);
  expect(message.text).not.toBe("");
  await expectGolden(name, message);
}

/** A modal or home page that Slack would take, as the golden one. */
export async function expectView(
  name: string,
  view: Parameters<typeof validateView>[0],
): Promise<void> {
  expect(validateView(view)).toEqual([]);
  await expectGolden(name, view);
}
