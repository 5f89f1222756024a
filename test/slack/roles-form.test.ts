import { expect, it } from "vitest";
import { changeRolesForm } from "../../src/slack/listeners/views/change-roles.ts";

const person = { roles_person: { type: "users_select", selected_user: "U0SAM" } };

function checked(values: Parameters<typeof changeRolesForm.check>[0]["values"]) {
  return changeRolesForm.check({ viewId: "V1", metadata: '{"channel":null}', values });
}

it("takes nobody's roles where they were not shown when the form was sent", () => {
  expect(checked({ person })).toEqual({
    person: "Wait until the roles of this person are shown.",
  });
  const ofAnother = { roles_U0LEE: { value: { type: "checkboxes", selected_options: [] } } };
  expect(checked({ person, ...ofAnother })).not.toBeNull();
});

it("takes all of them where they were shown and none is chosen", () => {
  const none = { roles_U0SAM: { value: { type: "checkboxes", selected_options: [] } } };
  expect(checked({ person, ...none })).toBeNull();
});
