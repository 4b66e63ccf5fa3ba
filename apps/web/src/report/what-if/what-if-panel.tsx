import { lineY, ruleY, type PlotOptions } from '@observablehq/plot';
import type { ReportDocument } from '@pipwright/protocol';
import { useCallback, useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { Panel, Signed } from '../../components/index.ts';
import { formatCount, formatMoney, formatNumber, formatPercent, type MoneyStyle } from '../../format/index.ts';
import { usePreferences } from '../../settings/preferences-provider.tsx';
import { ZONE_WORDS } from '../../settings/settings-menu.tsx';
import { PlotFigure } from '../plot-figure.tsx';
import { evenly, moneyTicks, timeAxis } from '../plot-parts.ts';
import { WhatIfControls } from './what-if-controls.tsx';
import { AS_IT_WAS, breakEvenFactor, hoursOfEntry, whatIf, type WhatIfOutcome } from './what-if.ts';

const POINTS_MAX = 600;

interface CurvePoint {
  readonly time: Date;
  readonly balance: number;
}

function curveOf({ time, balance }: WhatIfOutcome): readonly CurvePoint[] {
  return evenly(
    time.map((at, index) => ({ time: new Date(at), balance: balance[index]! })),
    POINTS_MAX,
  );
}

function curvesPlot(
  was: readonly CurvePoint[],
  would: readonly CurvePoint[],
  money: MoneyStyle,
  width: number,
  colours: ChartColours,
): PlotOptions {
  return {
    height: 240,
    marginLeft: 54,
    x: timeAxis(width),
    y: { label: null, grid: true, tickFormat: moneyTicks(money), ticks: 5 },
    marks: [
      ruleY([was[0]?.balance ?? 0], { stroke: colours.muted }),
      lineY(was, { x: 'time', y: 'balance', stroke: colours.muted, strokeDasharray: '4 3' }),
      lineY(would, { x: 'time', y: 'balance', stroke: colours.accent, strokeWidth: 2 }),
    ],
  };
}

interface OutcomeTableProps {
  readonly was: WhatIfOutcome;
  readonly would: WhatIfOutcome;
  readonly money: MoneyStyle;
}

function OutcomeTable({ was, would, money }: OutcomeTableProps): ReactElement {
  const amount = (value: number | null): ReactElement => (
    <Signed value={value} text={formatMoney(value, money.minorDigits, 'always')} />
  );
  const rows: readonly (readonly [string, (outcome: WhatIfOutcome) => ReactElement | string])[] = [
    [`Net ${money.currency}`, ({ net }) => amount(net)],
    ['Trades', ({ trades }) => formatCount(trades)],
    ['Won', ({ winRate }) => formatPercent(winRate)],
    ['Profit factor', ({ profitFactor }) => formatNumber(profitFactor, 2)],
    [`Expected payoff ${money.currency}`, ({ expectancy }) => amount(expectancy)],
    ['Max drawdown of the balance', ({ drawdown }) => formatPercent(drawdown)],
  ];
  return (
    <div className="table-scroll">
      <table>
        <caption className="visually-hidden">The run as it was, and the estimate</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" className="numeric">
              As it was
            </th>
            <th scope="col" className="numeric">
              What if
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr key={name}>
              <th scope="row" className="wrap">
                {name}
              </th>
              <td className="numeric">{cell(was)}</td>
              <td className="numeric strong">{cell(would)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface WhatIfPanelProps {
  readonly report: ReportDocument;
  readonly money: MoneyStyle;
}

/** The trades added up again with other costs or without some of them; works without the platform. */
export function WhatIfPanel({ report, money }: WhatIfPanelProps): ReactElement | null {
  const { trades, initialBalance } = report;
  const { zone } = usePreferences().preferences;
  const [choice, setChoice] = useState(AS_IT_WAS);
  const applied = useDeferredValue(choice);
  const hours = useMemo(() => hoursOfEntry(trades, zone), [trades, zone]);
  const was = useMemo(() => whatIf(trades, hours, AS_IT_WAS, initialBalance), [trades, hours, initialBalance]);
  const would = useMemo(() => whatIf(trades, hours, applied, initialBalance), [trades, hours, applied, initialBalance]);
  const evenAt = useMemo(() => breakEvenFactor(trades), [trades]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => curvesPlot(curveOf(was), curveOf(would), money, width, colours),
    [was, would, money],
  );
  if (trades.length === 0) return null;
  const told = `Net ${formatMoney(would.net, money.minorDigits, 'always')} ${money.currency} from ${formatCount(would.trades)} trades`;
  const even =
    evenAt === null
      ? 'No factor of the costs would have made it break even: the price moves themselves lost.'
      : `With spread, slippage and commission ${formatNumber(evenAt, 2)} times as high it would have broken even.`;
  return (
    <Panel title="What if" className="what-if">
      <p className="notice warn">
        <strong>An approximation.</strong> The trades of this run are added up again from the parts of their profit.
        With other costs there would have been other sizes, stops and trades; run the backtest again to know.
      </p>
      <div className="what-if-body">
        <WhatIfControls choice={choice} trades={trades.length} clock={ZONE_WORDS[zone]} onChange={setChoice} />
        <div>
          <OutcomeTable was={was} would={would} money={money} />
          <p className="hint-line">{even}</p>
          <p className="visually-hidden" role="status">
            {told}
          </p>
        </div>
        <PlotFigure
          label={`Balance after each trade: dashed as it was, solid with the changes. ${told}.`}
          draw={draw}
        />
      </div>
    </Panel>
  );
}
