/** A person, a user group or a word, as a command's text has it with `should_escape`. */
export type TypedPart =
  | { readonly person: string }
  | { readonly group: string; readonly handle: string }
  | { readonly word: string };

/** Takes a command's text apart: "<@U012|dana> approver", "group <!subteam^S012|@lees> -viewer". */
export function typedParts(sent: string): readonly TypedPart[] {
  // A handle may hold blanks, so mentions are looked for before words are.
  const found = sent.matchAll(
    /<@([UW][A-Z0-9]+)[^>]*>|<!subteam\^([A-Z0-9]+)(?:\|([^>]*))?>|(\S+)/g,
  );
  return [...found].map(([, person, group, handle, word = ""]) => {
    if (person !== undefined) return { person };
    if (group !== undefined) return { group, handle: handle || group };
    return { word };
  });
}
