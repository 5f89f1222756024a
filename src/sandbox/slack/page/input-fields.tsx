import { rawValues } from "../element-values.ts";
import type { InteractiveElement } from "../elements.ts";
import { localText } from "../slack-date.ts";
import { acting, common, type ElementProps, Marker, placeholderOf } from "./element-attributes.tsx";

const inputTypes: Record<string, string> = {
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
  email_text_input: "email",
  url_text_input: "url",
};

/** A field to type into or to pick a day or a time with. */
export function InputField(props: ElementProps) {
  const { element, place } = props;
  const value = props.value ? (rawValues(props.value)[0] ?? "") : "";
  const attributes = {
    ...common(props),
    ...acting(props, triggerOf(element)),
    ...bounds(element),
    autocomplete: "off",
    placeholder: placeholderOf(element) ?? "",
    autofocus: "focus_on_load" in element && element.focus_on_load === true,
  };
  if (element.type === "plain_text_input" && element.multiline) {
    return (
      <>
        <Marker {...props} />
        <textarea rows={4} {...attributes}>
          {value}
        </textarea>
      </>
    );
  }
  const isInstant = element.type === "datetimepicker";
  const zone = zoneOf(element, place.person.timeZone);
  const shown = isInstant && value ? localText(Number(value), place.person.timeZone) : value;
  return (
    <span class={zone ? "field picks-time" : "field"}>
      <Marker {...props} />
      <input type={inputTypes[element.type] ?? "text"} value={shown} {...attributes} />
      {zone ? <small>{zone}</small> : null}
    </span>
  );
}

function zoneOf(element: InteractiveElement, own: string): string | null {
  if (element.type === "timepicker") return element.timezone ?? null;
  return element.type === "datetimepicker" ? own : null;
}

/** Text tells the app when Enter is pressed, or at every letter if the app asks for that. */
function triggerOf(element: InteractiveElement): string {
  if (!("dispatch_action_config" in element || element.type.endsWith("_input"))) return "change";
  const config = "dispatch_action_config" in element ? element.dispatch_action_config : undefined;
  const events = config?.trigger_actions_on ?? ["on_enter_pressed"];
  return events
    .map((event) => (event === "on_enter_pressed" ? "entered" : "input changed delay:350ms"))
    .join(", ");
}

/** What the page's script and the browser may know of what is allowed. */
function bounds(element: InteractiveElement): Record<string, string | undefined> {
  if (element.type === "number_input") {
    return {
      inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
      "data-least": element.min_value,
      "data-most": element.max_value,
    };
  }
  if (element.type !== "plain_text_input") return {};
  return { "data-longest": element.max_length === undefined ? undefined : `${element.max_length}` };
}
