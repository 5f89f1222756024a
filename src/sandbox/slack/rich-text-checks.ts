import {
  byType,
  type Check,
  flag,
  integer,
  listOf,
  objectOf,
  oneOf,
  stringOf,
} from "./block-checks.ts";

const string = stringOf(Number.MAX_SAFE_INTEGER);
const named = { type: string };
const style = objectOf(
  {},
  { bold: flag(), italic: flag(), strike: flag(), code: flag(), underline: flag() },
);
const seconds: Check = (value, pointer) =>
  typeof value === "number" ? [] : [{ pointer, message: "must be an integer" }];

const inline = byType({
  text: objectOf({ ...named, text: stringOf(Number.MAX_SAFE_INTEGER, 1) }, { style }),
  link: objectOf({ ...named, url: string }, { text: string, style, unsafe: flag() }),
  emoji: objectOf({ ...named, name: string }, { unicode: string, style }),
  user: objectOf({ ...named, user_id: string }, { style }),
  channel: objectOf({ ...named, channel_id: string }, { style }),
  usergroup: objectOf({ ...named, usergroup_id: string }, { style }),
  broadcast: objectOf({ ...named, range: oneOf("here", "channel", "everyone") }, { style }),
  date: objectOf(
    { ...named, timestamp: seconds, format: string },
    { url: string, fallback: string, style },
  ),
});

// Slack takes no empty text and no part without any.
const inlines = listOf(inline, 10_000, 1);
const border = { border: integer(0, 1) };
const section = objectOf({ ...named, elements: inlines });

/** A rich_text block: sections, lists, quotes and preformatted text. */
export const richText: Check = objectOf(
  {
    ...named,
    elements: listOf(
      byType({
        rich_text_section: section,
        rich_text_quote: objectOf({ ...named, elements: inlines }, border),
        rich_text_preformatted: objectOf({ ...named, elements: inlines }, border),
        rich_text_list: objectOf(
          {
            ...named,
            style: oneOf("bullet", "ordered"),
            elements: listOf(byType({ rich_text_section: section }), 10_000),
          },
          { indent: integer(0, 8), offset: integer(0, Number.MAX_SAFE_INTEGER), ...border },
        ),
      }),
      10_000,
      1,
    ),
  },
  { block_id: stringOf(255) },
);
