import { SendIcon } from "./icons.tsx";
import { Hidden } from "./message.tsx";
import { type Place, queryOf } from "./place.ts";

/** Where a message to the channel is typed; says why, where nobody can. */
export function Composer({ place }: { place: Place }) {
  return <MessageBox place={place} threadTs={null} />;
}

/** Where a reply to the open thread is typed; says why, where nobody can. */
export function ThreadComposer({ place }: { place: Place }) {
  return <MessageBox place={place} threadTs={place.threadTs} />;
}

/** What stands over a conversation: `#billing`, or whom one talks to. */
export function headingOf(place: Place): string {
  const { conversation, world } = place;
  return conversation.kind === "im" ? world.slack.workspace.bot.realName : `#${conversation.name}`;
}

function MessageBox({ place, threadTs }: { place: Place; threadTs: string | null }) {
  const { world, person, conversation } = place;
  const { command } = world.slack.workspace;
  if (conversation.isArchived) {
    return <p class="composer-closed">This channel is archived. Nobody can write here.</p>;
  }
  const id = threadTs ? "say-thread" : "say";
  const label = threadTs ? "Reply in thread" : `Message ${headingOf(place)}`;
  return (
    <form
      class="composer"
      method="post"
      action="/page/say"
      hx-post="/page/say"
      hx-target="find .note"
      hx-swap="innerHTML"
      hx-disabled-elt="find button"
      data-draft={`${person.id} ${conversation.id} ${threadTs ?? ""}`}
    >
      <Hidden
        fields={{
          as: person.id,
          channel: conversation.id,
          thread: threadTs ?? "",
          back: queryOf(place),
        }}
      />
      {threadTs ? null : (
        <div class="suggestions" id={`${id}-suggestions`} role="listbox" hidden>
          {world.hints.map((hint, index) => (
            <div
              role="option"
              tabIndex={-1}
              id={`${id}-s${index}`}
              aria-selected="false"
              data-command={`${command} ${hint.text}`}
            >
              <span class="command">
                {command} {hint.text}
              </span>
              <span class="hint">{hint.hint}</span>
            </div>
          ))}
        </div>
      )}
      <div class="box">
        <textarea
          id={id}
          name="text"
          rows={1}
          placeholder={threadTs ? label : `${label}, or type ${command}`}
          aria-label={label}
          aria-controls={threadTs ? undefined : `${id}-suggestions`}
          autocomplete="off"
        />
        <button type="submit" class="send" aria-label="Send">
          <SendIcon />
        </button>
      </div>
      <div class="note" role="alert" />
    </form>
  );
}
