import type { Child } from "hono/jsx";
import { conversationsOf } from "../conversations.ts";
import { optionsOf, rawValues } from "../element-values.ts";
import type { Conversation, OptionValue } from "../model.ts";
import { nameOf } from "../workspace.ts";
import { Avatar } from "./avatar.tsx";
import {
  acting,
  common,
  type ElementProps,
  Marker,
  named,
  placeholderOf,
} from "./element-attributes.tsx";
import { LockIcon } from "./icons.tsx";
import { type Place, peopleShown } from "./place.ts";
import { Text } from "./text.tsx";

type Choice = { value: string; text: string; detail?: string; sign?: Child; group?: string };

/**
 * A list to search and choose from: people with their pictures, channels, or many options. One of
 * them, or several. It folds open, and works as plain radio buttons and checkboxes without scripts.
 */
export function Picker(props: ElementProps) {
  const { element } = props;
  const isMany = element.type.startsWith("multi_");
  const choices = choicesOf(props);
  const chosen = new Set(props.value ? rawValues(props.value) : []);
  const { name, id, ...attributes } = common(props);
  const most = "max_selected_items" in element ? element.max_selected_items : undefined;
  // A single choice can be taken back where nothing has to be chosen.
  const mayBeNone = !isMany && props.label !== undefined && !props.isRequired;
  const none: Choice[] = mayBeNone ? [{ value: "", text: "None" }] : [];
  const list = { role: isMany ? "group" : "radiogroup", "aria-label": attributes["aria-label"] };
  return (
    <details class="picker" id={id} data-most={most} data-action-id={attributes["data-action-id"]}>
      <summary {...named(props)}>
        <Marker {...props} />
        <Chosen
          choices={choices.filter((one) => chosen.has(one.value))}
          placeholder={placeholderOf(element) ?? "Choose…"}
        />
      </summary>
      <div class="picker-panel">
        <input type="search" class="picker-filter" placeholder="Search" aria-label="Search" />
        <div class="picker-list" {...list} {...acting(props, "change")}>
          {[...none, ...choices].map((choice, index, all) => (
            <>
              {choice.group && choice.group !== all[index - 1]?.group ? (
                <p class="picker-group">{choice.group}</p>
              ) : null}
              <label>
                <input
                  type={isMany ? "checkbox" : "radio"}
                  name={name}
                  id={`${id}|${choice.value}`}
                  value={choice.value}
                  checked={chosen.has(choice.value)}
                />
                <Shown choice={choice} />
              </label>
            </>
          ))}
          {choices.length === 0 ? <p class="hint">There is nothing to choose from.</p> : null}
        </div>
      </div>
    </details>
  );
}

function Chosen({ choices, placeholder }: { choices: Choice[]; placeholder: string }) {
  return (
    <span class="picked" data-placeholder={placeholder}>
      {choices.length === 0 ? <span class="placeholder">{placeholder}</span> : null}
      {choices.map((choice) => (
        <Shown choice={choice} />
      ))}
    </span>
  );
}

function Shown({ choice }: { choice: Choice }) {
  return (
    <span class="choice">
      {choice.sign ? <span class="sign">{choice.sign}</span> : null}
      <bdi>{choice.text}</bdi>
      {choice.detail ? <small>{choice.detail}</small> : null}
    </span>
  );
}

function choicesOf(props: ElementProps): Choice[] {
  const { element, place } = props;
  switch (element.type) {
    case "users_select":
    case "multi_users_select":
      return people(place);
    case "channels_select":
    case "multi_channels_select":
      return open(place).flatMap((one) =>
        one.kind === "channel" && !one.isPrivate ? [channel(place, one)] : [],
      );
    case "conversations_select":
    case "multi_conversations_select":
      return open(place)
        .filter((one) => passes(one, element.filter))
        .map((one) => channel(place, one));
    default:
      return "option_groups" in element && element.option_groups
        ? element.option_groups.flatMap((group) =>
            (group.options as OptionValue[]).map((one) => option(one, group.label.text)),
          )
        : optionsOf(element).map((one) => option(one));
  }
}

function people(place: Place): Choice[] {
  const { workspace } = place.world.slack;
  return peopleShown(place.world)
    .filter((one) => !one.isDeactivated)
    .map((one) => ({
      value: one.id,
      text: one.realName,
      ...(one.title ? { detail: one.title } : {}),
      sign: <Avatar person={one} workspace={workspace} small={true} />,
    }));
}

function open(place: Place): Conversation[] {
  const seen = conversationsOf(place.world.slack.workspace, place.person.id);
  return seen.filter((one) => !one.isArchived);
}

type Filter = { include?: string[]; exclude_bot_users?: boolean } | undefined;

function passes(conversation: Conversation, filter: Filter): boolean {
  const isDirect = conversation.kind === "im";
  const kind = isDirect ? "im" : conversation.isPrivate ? "private" : "public";
  // All direct messages here are with the app.
  if (isDirect && filter?.exclude_bot_users) return false;
  return filter?.include?.includes(kind) ?? true;
}

function channel(place: Place, conversation: Conversation): Choice {
  const { workspace } = place.world.slack;
  if (conversation.kind === "im") {
    const sign = <Avatar person={workspace.bot} workspace={workspace} small={true} />;
    return { value: conversation.id, text: nameOf(workspace, workspace.bot.id), sign };
  }
  const sign = conversation.isPrivate ? <LockIcon /> : <span aria-hidden="true">#</span>;
  return { value: conversation.id, text: conversation.name, sign };
}

function option(one: OptionValue, group?: string): Choice {
  return {
    value: one.value ?? "",
    text: one.text.text,
    ...(one.description ? { detail: one.description.text } : {}),
    ...(group ? { group } : {}),
  };
}

/** The text of an option, marks and all. */
export function OptionText({ option, place }: { option: OptionValue; place: Place }) {
  return (
    <span>
      <Text text={option.text} reader={place.reader} />
      {option.description ? (
        <small>
          <Text text={option.description} reader={place.reader} />
        </small>
      ) : null}
    </span>
  );
}
