import { initialValue, valueToText } from "./element-values.ts";
import type { InteractiveElement } from "./elements.ts";
import { type TextReader, textToText } from "./render-text.ts";

/** Prints an element: a button as `[ Approve ]`, a field with what it starts with. */
export function elementText(element: { type: string }, reader: TextReader): string {
  if (element.type === "image") return "";
  // Blocks were validated before they are shown, so every other element is one of these.
  const known = element as InteractiveElement;
  if (known.type === "button") return `[ ${textToText(known.text, reader)} ]`;
  if (known.type === "overflow") {
    return `[ ⋯ ${known.options.map((option) => option.text.text).join(" | ")} ]`;
  }
  const value = valueToText(initialValue(known));
  if (known.type === "radio_buttons" || known.type === "checkboxes") {
    const chosen = new Set(value.split(", "));
    return known.options
      .map((option) => `${chosen.has(option.text.text) ? "(x)" : "( )"} ${option.text.text}`)
      .join("  ");
  }
  const placeholder = "placeholder" in known ? known.placeholder?.text : undefined;
  return `[ ${value || placeholder || "…"} ]`;
}
