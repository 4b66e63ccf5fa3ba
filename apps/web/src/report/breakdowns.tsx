import type { Breakdown } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel, Signed, ToneBar } from '../components/index.ts';
import { formatCount, formatMoney, formatPercent, humanName, type MoneyStyle } from '../format/index.ts';

interface BreakdownsProps {
  readonly breakdowns: readonly Breakdown[];
  readonly money: MoneyStyle;
}

function BreakdownTable({
  breakdown,
  money,
}: {
  readonly breakdown: Breakdown;
  readonly money: MoneyStyle;
}): ReactElement {
  const largest = Math.max(1, ...breakdown.rows.map(({ net }) => Math.abs(net)));
  return (
    <Panel title={breakdown.title}>
      {breakdown.note === '' ? null : <p className="hint-line">{breakdown.note}</p>}
      <div className="table-scroll">
        <table>
          <caption className="visually-hidden">{breakdown.title}</caption>
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col" className="numeric">
                Trades
              </th>
              <th scope="col" className="numeric">
                Won
              </th>
              <th scope="col" className="bar-cell">
                <span className="visually-hidden">Net as a bar</span>
              </th>
              <th scope="col" className="numeric">
                Net {money.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {breakdown.rows.map(({ name, trades, net, winRate }) => (
              <tr key={name}>
                <th scope="row">{humanName(name)}</th>
                <td className="numeric">{formatCount(trades)}</td>
                <td className="numeric">{formatPercent(winRate)}</td>
                <td className="bar-cell">
                  <ToneBar share={net / largest} />
                </td>
                <td className="numeric">
                  <Signed value={net} text={formatMoney(net, money.minorDigits, 'always')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** Net profit by side, exit reason, hour and so on. */
export function Breakdowns({ breakdowns, money }: BreakdownsProps): ReactElement {
  return (
    <section className="breakdowns" aria-label="Breakdowns">
      {breakdowns.map((breakdown) => (
        <BreakdownTable key={breakdown.title} breakdown={breakdown} money={money} />
      ))}
    </section>
  );
}
