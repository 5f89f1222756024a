import { randomBytes } from "node:crypto";
import type {
  ActionsBlockElement,
  InputBlockElement,
  KnownBlock,
  SectionBlockAccessory,
} from "@slack/web-api";

/** An element somebody can click, choose from or type into. */
export type InteractiveElement = Exclude<
  ActionsBlockElement | InputBlockElement | SectionBlockAccessory,
  { type: "image" | "workflow_button" | "file_input" | "rich_text_input" }
>;

/** An element with the block it stands in. */
export type PlacedElement = {
  block: KnownBlock;
  blockId: string;
  actionId: string;
  element: InteractiveElement;
};

const unsupported = new Set(["image", "workflow_button", "file_input", "rich_text_input"]);

type Candidate = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;

function isInteractive(element: Candidate): element is InteractiveElement {
  return !unsupported.has(element.type);
}

/** The elements of one block, in reading order. */
export function elementsOf(block: KnownBlock): InteractiveElement[] {
  if (block.type === "actions")
    return block.elements.flatMap((one) => (isInteractive(one) ? [one] : []));
  if (block.type === "input") return isInteractive(block.element) ? [block.element] : [];
  if (block.type === "section" && block.accessory && isInteractive(block.accessory)) {
    return [block.accessory];
  }
  return [];
}

/** All elements people can use in these blocks, in reading order. */
export function placedElements(blocks: KnownBlock[]): PlacedElement[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({
      block,
      blockId: block.block_id ?? "",
      actionId: element.action_id ?? "",
      element,
    })),
  );
}

/** Gives every block and element the id that Slack makes up when the app leaves it out. */
export function withIds(blocks: KnownBlock[]): KnownBlock[] {
  const copy = structuredClone(blocks);
  for (const block of copy) {
    block.block_id ||= shortId();
    for (const element of elementsOf(block)) element.action_id ||= shortId();
  }
  return copy;
}

function shortId(): string {
  return randomBytes(4).toString("base64url").slice(0, 5);
}

/** What an element is called on the screen: its text, its placeholder, or its action id. */
export function elementLabel(element: InteractiveElement): string {
  if (element.type === "button") return element.text.text;
  if (element.type === "overflow") return "More actions";
  if ("placeholder" in element && element.placeholder) return element.placeholder.text;
  return element.action_id ?? element.type;
}
