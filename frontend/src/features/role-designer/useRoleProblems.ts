/** What the server says about a role, and rights that cannot be used. */
import { useTranslation } from "react-i18next";
import type { DesignProblem } from "@/designing/api";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import { grantOn, grantsOf } from "./model/documents";
import { nothingToWrite, writesNothing } from "./model/summary";
import type { RoleDesk } from "./RoleDesk";

export function useRoleProblems(
  { role, entities }: Pick<RoleDesk, "role" | "entities">,
  problems: readonly DesignProblem[],
  onShow: (entity: string | undefined) => void,
): readonly BarProblem[] {
  const { t } = useTranslation("roleDesigner");
  const placeOf = ([member, number]: DesignProblem["path"]) =>
    member === "grants" ? grantsOf(role)[Number(number)]?.entity : undefined;
  const odd = entities.flatMap((entity): readonly BarProblem[] => {
    const grant = grantOn(role, entity.id);
    const ids = entity.fields.map((field) => field.id);
    if (!grant) return [];
    const told = (key: string, wrong: boolean): readonly BarProblem[] =>
      wrong
        ? [
            {
              key: `${entity.id}.${key}`,
              level: "warning",
              text: t(`warning.${key}`, { name: entity.name }),
              onShow: () => onShow(entity.id),
            },
          ]
        : [];
    return [
      ...told("writesNothing", writesNothing(grant, ids)),
      ...told("nothingToWrite", nothingToWrite(grant, ids)),
    ];
  });
  return [
    ...problems.map(
      (one): BarProblem => ({
        key: `${one.code}.${one.path.join(".")}`,
        level: "error",
        text: one.message,
        onShow: () => onShow(placeOf(one.path)),
      }),
    ),
    ...odd,
  ];
}
