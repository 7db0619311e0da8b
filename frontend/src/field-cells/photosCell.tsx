import { thumbnailAddress } from "@/api/files";
import { type Cell, listOf } from "./cell";
import style from "./cells.module.css";

const mostShown = 4;

export const photosCell: Cell = {
  toText: (value, _field, words) => {
    const count = listOf(value).length;
    return count === 0 ? "" : words.t("cells:photos", { count });
  },
  show: (value, _field, words) => {
    const ids = listOf(value).map(String);
    return ids.length === 0 ? null : (
      <span className={style.photos} role="img" aria-label={words.t("cells:photos", { count: ids.length })}>
        {ids.slice(0, mostShown).map((id) => (
          <img key={id} src={thumbnailAddress(id)} alt="" width={24} height={24} loading="lazy" />
        ))}
        {ids.length > mostShown ? <span>+{ids.length - mostShown}</span> : null}
      </span>
    );
  },
};
