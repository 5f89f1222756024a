import { countOf } from "../money/amount-text.ts";
import type { Requirement } from "./approval.ts";

/** People that a sentence has room for; the rest is counted. */
const mostNamed = 6;

type NameOf = (memberId: string) => string;

/** Who must agree: "2 people, one a controller, any 1 of Lee and Sam". */
export function requiredText(required: Requirement, nameOf: NameOf = () => "somebody"): string {
  const people = countOf(required.votes, "person", "people");
  return [people, ...conditionTexts(required, nameOf)].join(", ");
}

/** Who must be among them: "one a controller", "any 1 of Lee and Sam". */
export function conditionTexts(required: Requirement, nameOf: NameOf): readonly string[] {
  const roles = required.including.map(({ role, votes }) => {
    return votes === 1 ? `one a ${role}` : `${votes} of them ${role}s`;
  });
  return [...roles, ...namedTexts(required, nameOf)];
}

/** What a run waits for: "2 approvals, one by a controller". */
export function neededText(required: Requirement, nameOf: NameOf = () => "somebody"): string {
  const roles = required.including.map(({ role, votes }) => {
    return votes === 1 ? `one by a ${role}` : `${votes} by ${role}s`;
  });
  const approvals = countOf(required.votes, "approval");
  return [approvals, ...roles, ...namedTexts(required, nameOf)].join(", ");
}

function namedTexts({ among = [] }: Requirement, nameOf: NameOf): readonly string[] {
  return among.map(({ memberIds, votes }) => {
    const names = memberIds.slice(0, mostNamed).map(nameOf);
    const more = memberIds.length - names.length;
    const all = more > 0 ? [...names, `${more} more`] : names;
    const list = all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
    return all.length === 1 ? `one by ${list}` : `any ${votes} of ${list}`;
  });
}
