import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Columns3, Eye, PencilRuler } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { versionQuery } from "@/designing/api";
import { fieldOf } from "@/designing/fields/documents";
import { sameDocument } from "@/designing/model/canonical";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import { useSessionView } from "@/designing/useSession";
import { Button } from "@/ui/shared/Button";
import type { RoleCommand } from "../model/commands";
import { roleDifferences } from "../model/differences";
import { grantsOf, type RoleDraft } from "../model/documents";
import type { RoleDesignerParts } from "../parts";
import { type RoleDesk, RoleDeskContext } from "../RoleDesk";
import type { Surroundings } from "../surroundings";
import { useRoleProblems } from "../useRoleProblems";
import { CompareRoles } from "./CompareRoles";
import { EntityList } from "./EntityList";
import { GrantEditor } from "./GrantEditor";
import { RoleBasics } from "./RoleBasics";
import { RoleSummary } from "./RoleSummary";
import { ViewAsDialog } from "./ViewAsDialog";

export type RoleDesignerProps = {
  readonly session: Session<RoleCommand>;
  readonly id: string;
  readonly version: number | null;
  readonly others: number;
  readonly around: Surroundings;
  readonly parts: RoleDesignerParts;
};

export function RoleDesigner({ session, id, version: first, others, around, parts }: RoleDesignerProps) {
  const { t } = useTranslation("roleDesigner");
  const navigate = useNavigate();
  const client = useQueryClient();
  const view = useSessionView(session);
  const role = view.workbench[id] as RoleDraft;
  const [version, setVersion] = useState(first);
  const [pane, setPane] = useState<Pane>("canvas");
  const [comparing, setComparing] = useState(false);
  const [viewing, setViewing] = useState(false);
  const [shown, show] = useState<string | undefined>(
    () => grantsOf(role)[0]?.entity ?? around.entities[0]?.id,
  );
  const published = useQuery(versionQuery(id, version)).data as RoleDraft | null | undefined;
  const names = useNames(around);
  const differences = useMemo(
    () => (published === undefined ? [] : roleDifferences(published, role, names)),
    [published, role, names],
  );
  const run = useRun(session);
  const current = around.entities.find((entity) => entity.id === shown);
  const desk: RoleDesk = { ...around, role, parts, current, show, run };
  const problems = useRoleProblems(desk, view.problems[id] ?? [], (entity) => {
    show(entity);
    setComparing(false);
    setPane("canvas");
  });
  return (
    <RoleDeskContext value={desk}>
      <Designer
        session={session}
        view={view}
        id={id}
        backTo={parts.designerOf("app", role.app) ?? "/"}
        differences={differences}
        ahead={published === undefined || sameDocument(published, role) ? [] : [id]}
        waiting={published === undefined}
        others={others}
        addressOf={(made) => `/design/roles/${made}`}
        onPublished={(versions) => {
          setVersion((before) => versions[id] ?? before);
          return client.invalidateQueries({ queryKey: ["roles"] });
        }}
        afterwards={{
          label: t("tools.members"),
          onSelect: () => void navigate(`/people/roles?role=${id}`),
        }}
        paneNames={{ palette: t("pane.entities"), canvas: t("pane.rights"), properties: t("pane.summary") }}
        pane={pane}
        onPane={setPane}
        tools={
          <>
            <Button icon={<Eye size={15} />} aria-haspopup="dialog" onClick={() => setViewing(true)}>
              {t("tools.viewAs")}
            </Button>
            <Button
              icon={comparing ? <PencilRuler size={15} /> : <Columns3 size={15} />}
              aria-pressed={comparing}
              onClick={() => setComparing((on) => !on)}
            >
              {t(comparing ? "tools.edit" : "tools.compare")}
            </Button>
          </>
        }
        palette={<EntityList onShown={() => setPane("canvas")} />}
        canvas={current ? <GrantEditor key={current.id} entity={current} /> : <RoleBasics />}
        properties={<RoleSummary />}
        instead={comparing ? <CompareRoles /> : undefined}
        problems={problems}
      />
      {viewing ? (
        <ViewAsDialog version={version} ahead={differences.length > 0} onClose={() => setViewing(false)} />
      ) : null}
    </RoleDeskContext>
  );
}

function useNames({ entities, pages }: Surroundings) {
  return useMemo(() => {
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    const pageNames = new Map(pages.map((page) => [page.id, page.name]));
    return {
      entity: (id: string) => byId.get(id)?.name ?? id,
      field: (entity: string, id: string) => {
        const found = byId.get(entity);
        return (found && fieldOf(found, id)?.name) ?? id;
      },
      page: (id: string) => pageNames.get(id) ?? id,
    };
  }, [entities, pages]);
}
