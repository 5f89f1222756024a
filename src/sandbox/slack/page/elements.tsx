import { Choices, External, Select } from "./choices.tsx";
import { confirming, type ElementProps } from "./element-attributes.tsx";
import { actKey } from "./fields.ts";
import { InputField } from "./input-fields.tsx";
import { Picker } from "./picker.tsx";
import { Text } from "./text.tsx";

/** So many options are shown at once; more fold open to be searched. */
const SHOWN_OPTIONS = 8;

/** One interactive element of Block Kit as a form control. */
export function Element(props: ElementProps) {
  const { element } = props;
  switch (element.type) {
    case "button":
      return <Button {...props} />;
    case "overflow":
      return <Overflow {...props} />;
    case "radio_buttons":
      return <Choices {...props} kind="radio" />;
    case "checkboxes":
      return <Choices {...props} kind="checkbox" />;
    case "multi_static_select":
      return isShort(element) ? <Choices {...props} kind="checkbox" /> : <Picker {...props} />;
    case "static_select":
      return <Select {...props} />;
    case "users_select":
    case "multi_users_select":
    case "channels_select":
    case "multi_channels_select":
    case "conversations_select":
    case "multi_conversations_select":
      return <Picker {...props} />;
    case "external_select":
    case "multi_external_select":
      return <External {...props} />;
    default:
      return <InputField {...props} />;
  }
}

function isShort(element: { options?: unknown[]; option_groups?: unknown[] }): boolean {
  return !element.option_groups && (element.options?.length ?? 0) <= SHOWN_OPTIONS;
}

function Button(props: ElementProps) {
  const { element, blockId } = props;
  if (element.type !== "button") return null;
  return (
    <button
      type="submit"
      class={`button ${element.style ?? ""}`}
      name="act"
      value={actKey(blockId, element.action_id ?? "")}
      formaction="/page/act"
      hx-post="/page/act"
      hx-swap="none"
      data-action-id={element.action_id}
      data-url={element.url}
      aria-label={element.accessibility_label}
      {...confirming(props)}
    >
      <Text text={element.text} reader={props.place.reader} />
    </button>
  );
}

function Overflow(props: ElementProps) {
  const { element, blockId } = props;
  if (element.type !== "overflow") return null;
  return (
    <details class="overflow">
      <summary aria-label="More actions" data-action-id={element.action_id}>
        ⋯
      </summary>
      <div class="menu" role="menu">
        {element.options.map((option) => (
          <button
            type="submit"
            role="menuitem"
            name="act"
            value={actKey(blockId, element.action_id ?? "", option.value ?? "")}
            formaction="/page/act"
            hx-post="/page/act"
            hx-swap="none"
            data-url={option.url}
            {...confirming(props)}
          >
            {option.text.text}
            {option.description ? <small>{option.description.text}</small> : null}
          </button>
        ))}
      </div>
    </details>
  );
}
