import { expect, it } from "vitest";
import members from "../../model/cardMembers.json";
import { cardTypes } from "../../model/cards";
import { cardDefaults } from "../../model/documents";
import { editors, editorsOf } from "./editors";

it("every member of every type of card has an editor", () => {
  expect(Object.keys(members).sort()).toEqual([...cardTypes].sort());
  const missing = Object.entries(members).flatMap(([type, own]) =>
    own.filter((member) => !(member in editors)).map((member) => `${type}.${member}`),
  );
  expect(missing).toEqual([]);
  for (const type of cardTypes) {
    expect(editorsOf(type).length).toBeGreaterThan(2);
    const unknown = Object.keys(cardDefaults[type]).filter((member) => !members[type].includes(member));
    expect(unknown, type).toEqual([]);
  }
});
