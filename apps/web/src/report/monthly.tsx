import type { ReportDocument } from '@pipwright/protocol';
import { useMemo, useState, type CSSProperties, type ReactElement } from 'react';
import { Choice, Panel } from '../components/index.ts';
import { formatCount, formatMoney, formatNumber, monthName, type MoneyStyle } from '../format/index.ts';
import { heatScale, yearRows } from './monthly-grid.ts';

const SHOW_WORDS = { percent: 'Return %', money: 'Net profit', trades: 'Trades' } as const;
type Show = keyof typeof SHOW_WORDS;

interface CellFigures {
  readonly net: number;
  readonly returnFraction: number;
  readonly trades: number;
}

function cellText({ net, returnFraction, trades }: CellFigures, show: Show, minorDigits: number): string {
  if (show === 'trades') return formatCount(trades);
  if (show === 'money') return formatMoney(net, minorDigits, 'always');
  return formatNumber(returnFraction * 100, 2, 'always');
}

interface CellProps {
  readonly figures: CellFigures;
  readonly show: Show;
  readonly minorDigits: number;
  readonly heat: number;
}

function Cell({ figures, show, minorDigits, heat }: CellProps): ReactElement {
  const tone = figures.net > 0 ? 'gain' : figures.net < 0 ? 'loss' : '';
  return (
    <td className={`numeric heat ${tone}`} style={{ '--heat': `${Math.round(heat * 55)}%` } as CSSProperties}>
      {cellText(figures, show, minorDigits)}
    </td>
  );
}

interface MonthlyProps {
  readonly report: ReportDocument;
  readonly money: MoneyStyle;
}

/** Months in columns, years in rows: every cell has its number, the colour only repeats it. */
export function Monthly({ report, money }: MonthlyProps): ReactElement {
  const [show, setShow] = useState<Show>('percent');
  const rows = useMemo(() => yearRows(report.monthly), [report.monthly]);
  const heat = useMemo(() => heatScale(report.monthly), [report.monthly]);
  const { minorDigits } = money;
  const tools = <Choice label="Show" value={show} words={SHOW_WORDS} onChange={setShow} />;
  return (
    <Panel title="Month by month" tools={tools}>
      {rows.length === 0 ? (
        <p className="empty">No month was completed.</p>
      ) : (
        <div className="table-scroll">
          <table className="monthly">
            <caption className="visually-hidden">{SHOW_WORDS[show]} by month, after all costs</caption>
            <thead>
              <tr>
                <th scope="col">Year</th>
                {Array.from({ length: 12 }, (_, index) => (
                  <th key={monthName(index + 1)} scope="col" className="numeric">
                    {monthName(index + 1)}
                  </th>
                ))}
                <th scope="col" className="numeric">
                  Year
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.year}>
                  <th scope="row">{row.year}</th>
                  {row.months.map((month, index) =>
                    month === null ? (
                      <td key={monthName(index + 1)} className="numeric soft">
                        –
                      </td>
                    ) : (
                      <Cell
                        key={monthName(index + 1)}
                        figures={month}
                        show={show}
                        minorDigits={minorDigits}
                        heat={heat(month.returnFraction)}
                      />
                    ),
                  )}
                  <td className={`numeric year-total ${row.net > 0 ? 'up' : row.net < 0 ? 'down' : ''}`}>
                    {cellText(row, show, minorDigits)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
