import { Fragment, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { Pager } from './pager.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable. */
  readonly sortValue?: (row: Row) => number | string;
  readonly numeric?: boolean;
  /** Left out where the table is narrow; the row's detail shows it then. */
  readonly wideOnly?: boolean;
  /** Holds sentences, which may take several lines. */
  readonly wraps?: boolean;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly pageSize?: number;
  /** Opens under the row. */
  readonly detail?: (row: Row) => ReactNode;
  readonly detailLabel?: (row: Row) => string;
  readonly onSelect?: (row: Row) => void;
  readonly selectedKey?: string | null;
}

interface Order {
  readonly key: string;
  readonly descending: boolean;
}

function ordered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order | null): readonly Row[] {
  const value = columns.find((column) => column.key === order?.key)?.sortValue;
  if (order === null || value === undefined) return rows;
  const direction = order.descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const a = value(left);
    const b = value(right);
    return a < b ? -direction : a > b ? direction : 0;
  });
}

function cellClass<Row>({ numeric, wideOnly, wraps }: Column<Row>): string {
  const classes = [
    numeric === true ? 'numeric' : '',
    wideOnly === true ? 'wide-only' : '',
    wraps === true ? 'wrap' : '',
  ];
  return classes.filter((name) => name !== '').join(' ');
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly order: Order | null;
  readonly onOrder: (key: string) => void;
  readonly expandable: boolean;
}

function ariaSort(order: Order | null, key: string): 'ascending' | 'descending' | undefined {
  if (order?.key !== key) return undefined;
  return order.descending ? 'descending' : 'ascending';
}

function Head<Row>({ columns, order, onOrder, expandable }: HeadProps<Row>): ReactElement {
  return (
    <thead>
      <tr>
        {expandable ? (
          <th scope="col" className="opener">
            <span className="visually-hidden">Details</span>
          </th>
        ) : null}
        {columns.map((column) => (
          <th key={column.key} scope="col" className={cellClass(column)} aria-sort={ariaSort(order, column.key)}>
            {column.sortValue === undefined ? (
              column.label
            ) : (
              <button type="button" className="sort" onClick={() => onOrder(column.key)}>
                {column.label}
                <span aria-hidden="true">{order?.key === column.key ? (order.descending ? ' ▾' : ' ▴') : ''}</span>
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A table that sorts by its heads, pages, and opens a detail under a row. All of it works from the keyboard. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { caption, columns, rows, rowKey, pageSize = 25, detail, detailLabel, onSelect, selectedKey } = props;
  const [order, setOrder] = useState<Order | null>(null);
  const [page, setPage] = useState(0);
  const [open, setOpen] = useState<string | null>(null);
  const sorted = useMemo(() => ordered(rows, columns, order), [rows, columns, order]);
  const last = Math.max(0, Math.ceil(sorted.length / pageSize) - 1);
  const shown = Math.min(page, last);
  const onOrder = (key: string): void => {
    setPage(0);
    setOrder((current) =>
      current?.key === key ? { key, descending: !current.descending } : { key, descending: true },
    );
  };
  return (
    <div className="data-table">
      <div className="table-scroll">
        <table>
          <caption className="visually-hidden">{caption}</caption>
          <Head columns={columns} order={order} onOrder={onOrder} expandable={detail !== undefined} />
          <tbody>
            {sorted.slice(shown * pageSize, (shown + 1) * pageSize).map((row) => {
              const key = rowKey(row);
              const isOpen = open === key;
              return (
                <Fragment key={key}>
                  <tr className={selectedKey === key ? 'selected' : ''} aria-current={selectedKey === key || undefined}>
                    {detail === undefined ? null : (
                      <td className="opener">
                        <button
                          type="button"
                          className="quiet"
                          aria-expanded={isOpen}
                          aria-label={detailLabel?.(row) ?? 'Details'}
                          onClick={() => {
                            setOpen(isOpen ? null : key);
                            if (!isOpen) onSelect?.(row);
                          }}
                        >
                          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
                        </button>
                      </td>
                    )}
                    {columns.map((column) => (
                      <td key={column.key} className={cellClass(column)}>
                        {column.cell(row)}
                      </td>
                    ))}
                  </tr>
                  {isOpen && detail !== undefined ? (
                    <tr className="detail">
                      <td colSpan={columns.length + 1}>{detail(row)}</td>
                    </tr>
                  ) : null}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      {last > 0 ? <Pager page={shown} last={last} total={sorted.length} label={caption} onPage={setPage} /> : null}
    </div>
  );
}
