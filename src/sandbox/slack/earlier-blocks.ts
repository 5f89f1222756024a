import type { KnownBlock } from "@slack/web-api";
import { type PlacedElement, placedElements } from "./elements.ts";

/** Blocks on somebody's screen, and what stood in their place before, the latest first. */
export type ShownBlocks = { blocks: KnownBlock[]; earlierBlocks: KnownBlock[][] };

/** So many earlier versions can still be clicked in. */
const KEPT = 5;

/**
 * Shows other blocks. What stood there is kept for a while: whoever clicks just before an update
 * reaches their screen clicks in what they saw, and Slack tells the app so.
 */
export function replaceBlocks(shown: ShownBlocks, blocks: KnownBlock[]): void {
  shown.earlierBlocks = [shown.blocks, ...shown.earlierBlocks].slice(0, KEPT);
  shown.blocks = blocks;
}

/** The element with these ids, as it stands there now or as it stood a moment ago. */
export function elementShown(
  shown: ShownBlocks,
  ids: { blockId: string; actionId: string },
): PlacedElement | undefined {
  return [shown.blocks, ...shown.earlierBlocks]
    .flatMap(placedElements)
    .find((one) => one.blockId === ids.blockId && one.actionId === ids.actionId);
}
