import type { PersonView } from "../../operations/bill-runs/bill-run-view.ts";
import { plainName, safeName } from "./safe-text.ts";

/** Whether an id of Slack's is a person's. */
export function isPersonId(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id);
}

/** A person by mention, or by name where no Slack id is known. */
export function mention(person: PersonView): string {
  return person.slackId && isPersonId(person.slackId)
    ? `<@${person.slackId}>`
    : safeName(person.name);
}

/** The mention of a member id among the people of a view, or the name that was written down. */
export function mentionOf(people: readonly PersonView[], memberId: string, name: string): string {
  const person = people.find((one) => one.memberId === memberId);
  return person ? mention(person) : safeName(name);
}

/** A person's name without a mention, for texts that notify nobody. */
export function nameOf(person: PersonView): string {
  return plainName(person.name);
}

/** "Lee", "Lee and Sam", "Lee, Sam and Kim", "Lee, Sam, Kim and 4 more". */
export function listText(items: readonly string[], most = 3): string {
  if (items.length < 2) return items.join("");
  if (items.length > most) {
    return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
  }
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
