import type { Target } from "../clicks.ts";
import { findMessage, repliesTo } from "../conversations.ts";
import { stateOf } from "../element-values.ts";
import { placedElements } from "../elements.ts";
import { emojiByName } from "../emoji.ts";
import type { Ephemeral, Message as MessageRecord } from "../model.ts";
import { textToText } from "../render-text.ts";
import { instantOf } from "../workspace.ts";
import { Avatar } from "./avatar.tsx";
import { Blocks, type BlocksProps } from "./blocks.tsx";
import { targetFields } from "./fields.ts";
import { Files } from "./files.tsx";
import { ReplyIcon } from "./icons.tsx";
import { type Place, queryOf } from "./place.ts";
import { Text } from "./text.tsx";

/** A message of a channel or thread. */
export function Message({ message, place }: { message: MessageRecord; place: Place }) {
  const { workspace } = place.world.slack;
  const author = workspace.peopleById.get(message.userId);
  const replies = repliesTo(workspace, message);
  const isPinned = place.conversation.pins.includes(message.ts);
  const entered = message.values.get(place.person.id) ?? {};
  return (
    <article
      class="message"
      id={`m-${message.ts}`}
      data-message-ts={message.ts}
      data-ts={message.ts}
      aria-label={`Message of ${author?.realName ?? "somebody"}`}
    >
      <Avatar person={author} workspace={workspace} />
      <div class="content">
        <Heading
          name={author?.realName ?? "somebody unknown"}
          isApp={author?.isBot ?? false}
          ts={message.ts}
          place={place}
          marks={isPinned ? ["pinned"] : []}
          isEdited={message.editedTs !== undefined}
        />
        {message.isBroadcast && message.threadTs !== place.threadTs ? (
          <Broadcast message={message} place={place} />
        ) : null}
        <Body
          target={{ kind: "message", channelId: message.channelId, ts: message.ts }}
          text={message.text}
          blocks={message.blocks}
          values={stateOf(message.blocks, entered)}
          place={place}
        />
        <Files message={message} place={place} />
        <Reactions message={message} />
        {replies.length > 0 && message.ts !== place.threadTs ? (
          <a
            class="replies"
            href={queryOf(place, { thread: message.ts, home: false })}
            data-testid="replies"
          >
            {replies.length === 1 ? "1 reply" : `${replies.length} replies`}
          </a>
        ) : null}
      </div>
      {message.threadTs ? null : (
        <a
          class="start-thread"
          href={queryOf(place, { thread: message.ts, home: false })}
          title="Reply in thread"
          aria-label="Reply in thread"
        >
          <ReplyIcon />
        </a>
      )}
    </article>
  );
}

/** Where a reply belongs that was sent to its channel too. */
function Broadcast({ message, place }: { message: MessageRecord; place: Place }) {
  const threadTs = message.threadTs ?? "";
  const parent = findMessage(place.world.slack.workspace, message.channelId, threadTs);
  const about = parent ? textToText(parent.text, place.reader).split("\n")[0] : "";
  return (
    <p class="broadcast">
      replied to a thread:{" "}
      <a href={queryOf(place, { thread: threadTs, home: false })}>{about || "a message"}</a>
    </p>
  );
}

/** What only this person sees. */
export function EphemeralMessage({ shown, place }: { shown: Ephemeral; place: Place }) {
  const { workspace } = place.world.slack;
  const isSlack = shown.from === "slack";
  return (
    <article
      class="message ephemeral"
      data-ephemeral-ts={shown.ts}
      data-ts={shown.ts}
      aria-label="Only visible to you"
    >
      {isSlack ? (
        <span class="avatar slackbot">!</span>
      ) : (
        <Avatar person={workspace.bot} workspace={workspace} />
      )}
      <div class="content">
        <div class="only-you">
          <span>Only visible to you</span>
          <form method="post" action="/page/dismiss" hx-post="/page/dismiss" hx-swap="none">
            <Hidden fields={{ as: place.person.id, ts: shown.ts, back: queryOf(place) }} />
            <button type="submit" class="quiet">
              Dismiss
            </button>
          </form>
        </div>
        <Heading
          name={isSlack ? "Slackbot" : workspace.bot.realName}
          isApp={!isSlack}
          ts={shown.ts}
          place={place}
          marks={[]}
        />
        <Body
          target={{ kind: "ephemeral", ts: shown.ts }}
          text={shown.text}
          blocks={shown.blocks}
          values={stateOf(shown.blocks, shown.values)}
          place={place}
        />
      </div>
    </article>
  );
}

function Heading(props: {
  name: string;
  isApp: boolean;
  ts: string;
  place: Place;
  marks: string[];
  isEdited?: boolean;
}) {
  const at = instantOf(props.ts);
  const { timeZone } = props.place.person;
  const time = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);
  return (
    <header>
      <span class="author">{props.name}</span>
      {props.isApp ? <span class="tag">App</span> : null}
      <time datetime={at.toISOString()} title={at.toISOString()}>
        {time}
      </time>
      {props.isEdited ? <span class="edited">(edited)</span> : null}
      {props.marks.map((mark) => (
        <span class="mark">{mark}</span>
      ))}
    </header>
  );
}

type BodyProps = Omit<BlocksProps, "errors"> & { target: Target; text: string };

function Body(props: BodyProps) {
  const { target, blocks, place } = props;
  if (blocks.length === 0) {
    return (
      <div class="block-text">
        <Text text={{ type: "mrkdwn", text: props.text }} reader={place.reader} />
      </div>
    );
  }
  const shown = <Blocks blocks={blocks} values={props.values} place={place} />;
  if (placedElements(blocks).length === 0) return shown;
  return (
    <form method="post" action="/page/act">
      <Hidden fields={{ as: place.person.id, back: queryOf(place), ...targetFields(target) }} />
      {shown}
    </form>
  );
}

/** Hidden fields of a form. */
export function Hidden({ fields }: { fields: Record<string, string> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function Reactions({ message }: { message: MessageRecord }) {
  if (message.reactions.length === 0) return null;
  return (
    <div class="reactions">
      {message.reactions.map((one) => (
        <span title={one.name}>
          {emojiByName[one.name] ?? `:${one.name}:`} {one.users.length}
        </span>
      ))}
    </div>
  );
}
