/** What a reader does with views of their own: keep, save over, rename, forget, give to everybody. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ViewDocument } from "@/api/documents";
import { personalViews, publishView, type ViewMembers } from "@/api/personalViews";
import { useToast } from "@/ui-phone/toastContext";

export type ViewDeedsNeeds = {
  readonly view: ViewDocument;
  /** The list as it stands. */
  readonly members: () => Omit<ViewMembers, "name">;
  /** Opens a view as it was saved; undefined for the list that the reader comes from. */
  readonly onOpen: (view: string | undefined) => void;
};

export function useViewDeeds({ view, members, onOpen }: ViewDeedsNeeds) {
  const { t } = useTranslation("records");
  const toast = useToast();
  const client = useQueryClient();
  const anew = async (text: string, open: string | undefined) => {
    onOpen(open);
    toast.show({ text });
    if (open !== view.id) client.removeQueries({ queryKey: ["design", "view", view.id] });
    await client.invalidateQueries({ queryKey: ["design"] });
  };
  return {
    keep: async (name: string) => {
      const kept = await personalViews.keep(view.entity_key ?? "", { name, ...members() });
      await anew(t("views.kept", { name }), kept.id);
    },
    save: async () => {
      try {
        await personalViews.change(view.id, members());
        await anew(t("views.kept", { name: view.name }), view.id);
      } catch (problem) {
        toast.show({ text: problem instanceof Error ? problem.message : t("edit.refused") });
      }
    },
    rename: async (name: string) => {
      await personalViews.change(view.id, { name });
      await anew(t("views.kept", { name }), view.id);
    },
    forget: async () => {
      await personalViews.forget(view.id);
      await anew(t("views.forgotten", { name: view.name }), undefined);
    },
    publish: async () => {
      const published = await publishView({ ...view, ...members() });
      await personalViews.forget(view.id);
      await anew(t("views.published", { name: view.name }), published);
    },
  } as const;
}

export type ViewDeeds = ReturnType<typeof useViewDeeds>;
