import { userJson } from "../slack-json.ts";
import { type Method, pageOf, refuse, stringArg } from "./method.ts";

/** The methods about the team and its people. */
export const peopleMethods: Record<string, Method> = {
  "team.info": ({ workspace }) => ({ ok: true, team: workspace.team }),
  "users.info": ({ workspace }, args) => {
    const person = workspace.peopleById.get(stringArg(args, "user") ?? "");
    return person ? { ok: true, user: userJson(workspace, person) } : refuse("user_not_found");
  },
  "users.list": ({ workspace }, args) => {
    const { page, response_metadata } = pageOf([...workspace.peopleById.values()], args, 200);
    const members = page.map((person) => userJson(workspace, person));
    return { ok: true, members, response_metadata };
  },
  "users.lookupByEmail": ({ workspace }, args) => {
    const email = (stringArg(args, "email") ?? "").toLowerCase();
    for (const person of workspace.peopleById.values()) {
      const user = userJson(workspace, person);
      const isFound = !person.isBot && user.profile.email.toLowerCase() === email;
      if (isFound) return person.isDeactivated ? refuse("users_not_found") : { ok: true, user };
    }
    return refuse("users_not_found");
  },
};
