import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";

import { boardQuery } from "@/features/dashboards/api";
import { BoardFilters } from "@/features/dashboards/components/BoardFilters";
import { BoardView } from "@/features/dashboards/components/BoardView";
import { readFilters } from "@/features/dashboards/model/filterAddress";
import { Answered } from "@/ui/page/Answered";
import { IconButton } from "@/ui/shared/IconButton";
import { PhoneShell } from "../PhoneShell";
import style from "../tasks/tasks.module.css";

/** A board in its own phone order; the charts are fetched only here. */
export function PhoneBoardPage() {
  const { app = "", dashboard = "" } = useParams();
  const { t } = useTranslation("dashboards");
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  const board = useQuery(boardQuery(dashboard));
  const filters = useMemo(() => readFilters(search, board.data?.filters ?? []), [search, board.data]);
  return (
    <PhoneShell
      title={board.data?.name ?? t("title")}
      onBack={() => void navigate(`/a/${app}`)}
      actions={
        <IconButton
          size="phone"
          label={t("refresh.now")}
          icon={<RefreshCw />}
          onClick={() => void client.invalidateQueries({ queryKey: ["dashboards", dashboard, "data"] })}
        />
      }
    >
      <div className={style.list}>
        <Answered query={board}>
          {(data) => (
            <>
              <BoardFilters board={data} values={filters} />
              <BoardView board={data} filters={filters} refresh={false} />
            </>
          )}
        </Answered>
      </div>
    </PhoneShell>
  );
}
