import type { BlockDrawn, TableDrawn } from "@/api/prints";
import style from "./Sheet.module.css";

type Drawn<Type extends BlockDrawn["type"]> = Extract<BlockDrawn, { readonly type: Type }>;

/** One block of a sheet, as the PDF sets it. */
export function DrawnBlock({ block }: { readonly block: BlockDrawn }) {
  switch (block.type) {
    case "heading":
      return (
        <p className={style.heading} data-level={block.level} data-align={block.align}>
          {block.text}
        </p>
      );
    case "text":
      return (
        <p className={style.text} data-align={block.align}>
          {block.text}
        </p>
      );
    case "fields":
      return <FieldsBlock block={block} />;
    case "tables":
      return (
        <>
          <Title text={block.title} />
          {block.tables.map((table, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is drawn as a whole
            <ListedTable key={at} table={table} />
          ))}
        </>
      );
    case "signatures":
      return (
        <ul className={style.signatures}>
          {block.places.map((place) => (
            <li key={place}>{place}</li>
          ))}
        </ul>
      );
    case "page_break":
      return <div className={style.pageBreak} />;
  }
}

const Title = ({ text }: { readonly text: string }) => (text ? <p className={style.title}>{text}</p> : null);

function FieldsBlock({ block }: { readonly block: Drawn<"fields"> }) {
  return (
    <>
      <Title text={block.title} />
      <dl className={style.fields} style={{ gridTemplateColumns: `repeat(${block.columns}, auto 1fr)` }}>
        {block.cells.map((cell, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is drawn as a whole
          <div key={at}>
            <dt>{cell.label}</dt>
            <dd>{cell.value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function ListedTable({ table }: { readonly table: TableDrawn }) {
  const { columns, rows, totals } = table;
  return (
    <>
      <Title text={table.heading} />
      {rows.length > 0 || totals ? (
        <table className={style.table}>
          <thead>
            <tr>
              {columns.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is drawn as a whole
                <th key={at} scope="col" data-align={column.align}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is drawn as a whole
              <Row key={at} cells={row} columns={columns} />
            ))}
          </tbody>
          {totals ? (
            <tfoot>
              <Row cells={totals} columns={columns} />
            </tfoot>
          ) : null}
        </table>
      ) : null}
      {table.note ? <p className={style.note}>{table.note}</p> : null}
    </>
  );
}

type RowProps = { readonly cells: readonly string[]; readonly columns: TableDrawn["columns"] };

const Row = ({ cells, columns }: RowProps) => (
  <tr>
    {cells.map((cell, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is drawn as a whole
      <td key={at} data-align={columns[at]?.align}>
        {cell}
      </td>
    ))}
  </tr>
);
