import { inside, pointerOf, wholeFile } from "./file-error.ts";

/** What a look at JSON text found beyond what `JSON.parse` tells. */
export type JsonScan = {
  /** Where the text stops being JSON, as an offset; null where all of it is. */
  readonly brokenAt: number | null;
  /** JSON pointers of members whose name the same object has had before. */
  readonly duplicates: readonly string[];
};

/** An object or list that is open: what names it had, which entry it is at. */
type Level = { readonly names: Set<string> | null; name: string; index: number };

const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blanks = /[ \t\n\r]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const [quote, backslash, space] = [0x22, 0x5c, 0x20];

/**
 * Goes once through JSON text. `JSON.parse` keeps the last of two members with one name without a
 * word, and names no line where it stops; both matter in a file that money is billed from. Uses no
 * recursion, so that depth can't break it.
 */
export function scanJson(text: string): JsonScan {
  const levels: Level[] = [];
  const duplicates: string[] = [];
  let at = after(blanks, text, 0);
  let wantsValue = true;
  for (;;) {
    const level = levels.at(-1);
    const char = text[at];
    if (wantsValue) {
      const opened = char === "{" || char === "[";
      const end = opened ? at + 1 : valueEnd(text, at);
      if (end === at) return { brokenAt: at, duplicates };
      at = after(blanks, text, end);
      if (!opened) wantsValue = false;
      else {
        const next: Level = { names: char === "{" ? new Set() : null, name: "", index: 0 };
        levels.push(next);
        const closed = text[at] === (char === "{" ? "}" : "]");
        if (closed) wantsValue = false;
        else if (char === "{") {
          const valueAt = readName(text, at, levels, duplicates);
          if (valueAt < 0) return { brokenAt: -valueAt - 1, duplicates };
          at = valueAt;
        }
      }
    } else if (level === undefined) {
      return { brokenAt: at < text.length ? at : null, duplicates };
    } else if (char === ",") {
      at = after(blanks, text, at + 1);
      level.index += 1;
      wantsValue = true;
      if (level.names !== null) {
        const valueAt = readName(text, at, levels, duplicates);
        if (valueAt < 0) return { brokenAt: -valueAt - 1, duplicates };
        at = valueAt;
      }
    } else if (char === (level.names === null ? "]" : "}")) {
      levels.pop();
      at = after(blanks, text, at + 1);
    } else return { brokenAt: at, duplicates };
  }
}

/** Where the match of a sticky pattern at `at` ends; `at` itself where there is none. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function valueEnd(text: string, at: number): number {
  return text.charCodeAt(at) === quote ? stringEnd(text, at) : after(word, text, at);
}

/** Where the string that begins at `at` ends; `at` itself where it isn't one. */
function stringEnd(text: string, at: number): number {
  for (let next = at + 1; next < text.length; ) {
    const code = text.charCodeAt(next);
    if (code === quote) return next + 1;
    // Control characters must be escaped in a JSON string (RFC 8259, section 7).
    if (code < space) return at;
    if (code !== backslash) next += 1;
    else {
      const end = after(escaped, text, next);
      if (end === next) return at;
      next = end;
    }
  }
  return at;
}

/**
 * Reads `"name":`, notes it at the innermost level; where the value begins, or −1 − the broken
 * offset.
 */
function readName(text: string, at: number, levels: Level[], duplicates: string[]): number {
  const level = levels.at(-1);
  const end = text.charCodeAt(at) === quote ? stringEnd(text, at) : at;
  if (end === at || level === undefined) return -1 - at;
  const colonAt = after(blanks, text, end);
  if (text[colonAt] !== ":") return -1 - colonAt;
  const raw = text.slice(at + 1, end - 1);
  level.name = raw.includes("\\") ? String(JSON.parse(text.slice(at, end))) : raw;
  if (level.names?.has(level.name)) duplicates.push(pointerTo(levels));
  level.names?.add(level.name);
  return after(blanks, text, colonAt + 1);
}

function pointerTo(levels: readonly Level[]): string {
  let place = wholeFile;
  for (const level of levels) place = inside(place, level.names ? level.name : level.index);
  return pointerOf(place);
}
