/*
 * Customer text (names, keys, reasons, comments) is foreign text. Before it stands in a message it
 * loses everything that could act: control and bidi characters, line breaks, Slack's <…> syntax,
 * marks and emoji names. What a customer called "<!channel> *Approved*" is shown, never obeyed.
 */

/** Longest name shown; longer ones end in an ellipsis. */
const nameLength = 40;
/** Longest reason or comment shown. */
const sentenceLength = 160;

/** A name for plain text and table cells: clean, on one line, at most 40 characters. */
export function plainName(text: string): string {
  return shorten(clean(text), nameLength);
}

/** A sentence for plain text and table cells, at most 160 characters. */
export function plainSentence(text: string): string {
  return shorten(clean(text), sentenceLength);
}

/** A name for mrkdwn. */
export function safeName(text: string): string {
  return escapeMrkdwn(isolate(plainName(text)));
}

/** A sentence for mrkdwn. */
export function safeSentence(text: string): string {
  return escapeMrkdwn(isolate(plainSentence(text)));
}

/** Longer text of our own that quotes foreign words, such as a refusal: at most 600 characters. */
export function safeText(text: string): string {
  return escapeMrkdwn(isolate(shorten(clean(text), 600)));
}

/** Without control, format and bidi characters and line breaks; spaces collapsed; never empty. */
function clean(text: string): string {
  const oneLine = text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    // Zero-width joiners stay: emoji and Persian need them.
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cs}\p{Co}]/gu, "")
    // A pile of combining marks would cover the lines around it.
    .replace(/(\p{M}{4})\p{M}+/gu, "$1")
    .trim();
  return oneLine === "" ? "–" : oneLine;
}

function shorten(text: string, max: number): string {
  // Cutting a very long text first keeps the walk over its characters short.
  const characters = Array.from(text.slice(0, max * 4));
  const isWhole = characters.length <= max && text.length <= max * 4;
  const cut = isWhole ? characters : [...characters.slice(0, max - 1), "…"];
  // Emoji and rare scripts take two units each, and Slack's limits count units.
  return cut.join("");
}

/** Right-to-left names must not turn the amounts beside them round. */
function isolate(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(
    text,
  )
    ? `\u2068${text}\u2069`
    : text;
}

/**
 * Slack's three control characters as entities, and its marks as look-alikes where they would act.
 * Underscores inside of keys such as acme_eu do nothing and stay.
 * Source: Slack, "Formatting text for app surfaces", escaping text.
 */
function escapeMrkdwn(text: string): string {
  return (
    text
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      // At the start of a line Slack makes a quote of it, written as an entity too.
      .replace(/^>/, "›")
      .replace(/>/g, "&gt;")
      .replace(/\*/g, "∗")
      .replace(/~/g, "∼")
      .replace(/`/g, "ˋ")
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "ˍ")
      .replace(/:(?=[\w+'-]+:)/g, "∶")
  );
}
