import type { RichTextBlock, RichTextElement } from "@slack/web-api";
import { emojiByName } from "./emoji.ts";
import { groupMention, type TextReader } from "./render-text.ts";
import { formatSlackDate } from "./slack-date.ts";

/** Prints a rich_text block as lines of plain text. */
export function richTextLines(block: RichTextBlock, reader: TextReader): string[] {
  return block.elements.flatMap((element) => {
    switch (element.type) {
      case "rich_text_list":
        return element.elements.map((item, index) => {
          const bullet = element.style === "ordered" ? `${index + 1}.` : "•";
          return `${"  ".repeat(element.indent ?? 0)}${bullet} ${inline(item.elements, reader)}`;
        });
      case "rich_text_quote":
        return [`│ ${inline(element.elements, reader)}`];
      default:
        return inline(element.elements, reader).split("\n");
    }
  });
}

function inline(elements: RichTextElement[], reader: TextReader): string {
  return elements.map((element) => richElementText(element, reader)).join("");
}

/** What one inline element reads as. */
export function richElementText(element: RichTextElement, reader: TextReader): string {
  switch (element.type) {
    case "text":
      return element.text;
    case "link":
      return element.text ?? element.url;
    case "emoji":
      return emojiByName[element.name] ?? `:${element.name}:`;
    case "user":
      return `@${reader.userName(element.user_id)}`;
    case "channel":
      return `#${reader.channelName(element.channel_id)}`;
    case "usergroup":
      return groupMention({ id: element.usergroup_id }, reader);
    case "broadcast":
      return `@${element.range}`;
    case "date":
      return formatSlackDate(element.timestamp, element.format, reader, element.fallback ?? "");
    default:
      return "";
  }
}
