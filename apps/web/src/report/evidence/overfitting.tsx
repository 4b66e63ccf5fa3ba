import type { OverfittingSection } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Explained, Panel } from '../../components/index.ts';
import { formatCount, formatNumber, formatPercent } from '../../format/index.ts';
import { Logits } from './logits.tsx';
import { ScaleBar } from './scale-bar.tsx';

interface Row {
  readonly name: string;
  readonly formula: string;
  readonly text: string;
  /** On the scale from 0 to 1, with the value that evidence needs and the side on which it lies. */
  readonly scale: { readonly value: number; readonly needed: number; readonly good: boolean } | null;
}

const CONFIDENCE = 0.95;
const SIGNIFICANCE = 0.05;
const OVERFIT = 0.5;
const TRADING_DAYS = 252;

function atLeast(value: number | null, needed: number): Row['scale'] {
  return value === null ? null : { value, needed, good: value >= needed };
}

function atMost(value: number | null, needed: number): Row['scale'] {
  return value === null ? null : { value, needed, good: value <= needed };
}

function shareRows(section: OverfittingSection): Row[] {
  const { probabilisticSharpe, deflatedSharpe, backtestOverfitting, realityCheck, trials } = section;
  const percent = (value: number | null): string => formatPercent(value, 'negative', 1);
  const rows: Row[] = [
    {
      name: 'Probabilistic Sharpe',
      formula:
        'Probability that the true Sharpe ratio is above 0, given length, skewness and kurtosis of the returns (Bailey and López de Prado, 2012). 95 % is evidence.',
      text: percent(probabilisticSharpe),
      scale: atLeast(probabilisticSharpe, CONFIDENCE),
    },
    {
      name: 'Deflated Sharpe',
      formula: `Probability that the true Sharpe ratio is above what luck gives the best of ${formatCount(trials)} trials (Bailey and López de Prado, 2014). 95 % is evidence.`,
      text: percent(deflatedSharpe),
      scale: atLeast(deflatedSharpe, CONFIDENCE),
    },
  ];
  if (backtestOverfitting !== null) {
    rows.push({
      name: 'Probability of overfitting',
      formula: `Share of ${formatCount(backtestOverfitting.splits)} splits of the history in which the variant that was best in one half was below the median in the other (CSCV; Bailey, Borwein, López de Prado and Zhu, 2017). Well below 50 % is good.`,
      text: percent(backtestOverfitting.probability),
      scale: atMost(backtestOverfitting.probability, OVERFIT),
    });
  }
  if (realityCheck !== null) {
    rows.push(
      {
        name: 'Reality check, p',
        formula: `Probability of a best trial as good as this one if none had an edge (White, 2000; ${formatCount(realityCheck.samples)} bootstrap samples). Below 5 % is evidence.`,
        text: formatNumber(realityCheck.white, 3),
        scale: atMost(realityCheck.white, SIGNIFICANCE),
      },
      {
        name: 'Superior ability, p',
        formula: 'The same with poor trials left aside (Hansen, 2005). Below 5 % is evidence.',
        text: formatNumber(realityCheck.spa, 3),
        scale: atMost(realityCheck.spa, SIGNIFICANCE),
      },
    );
  }
  return rows;
}

/** What the number of trials is worth. */
function searchRows({ independent, backtestNeededYears, trials }: OverfittingSection): Row[] {
  const rows: Row[] = [];
  if (independent !== null) {
    rows.push({
      name: 'Independent trials',
      formula: `What the ${formatCount(independent.traded)} trials that traded are worth, as their returns correlate by ${formatNumber(independent.meanCorrelation, 2)} in the mean: r + (1 - r) N. By families that do nearly the same it is ${formatNumber(independent.byFamilies, 1)}. With so many trials the deflated Sharpe ratio is ${formatPercent(independent.deflatedSharpe, 'negative', 1)}.`,
      text: `${formatNumber(independent.byMeanCorrelation, 1)}, deflated ${formatPercent(independent.deflatedSharpe, 'negative', 1)}`,
      scale: null,
    });
  }
  if (backtestNeededYears !== null && trials > 1) {
    rows.push({
      name: 'History needed',
      formula:
        'Years of history in which the best of so many trials without skill is expected to show no more than this Sharpe ratio (Bailey and others, 2014: minimum backtest length).',
      text: `${formatNumber(backtestNeededYears, 1)} years`,
      scale: null,
    });
  }
  return rows;
}

function plainRows(section: OverfittingSection): Row[] {
  const { trials, annualSharpe, expectedMaximumSharpe, trackRecordDays, trackRecordNeededDays } = section;
  const lucky = expectedMaximumSharpe === null ? null : expectedMaximumSharpe * Math.sqrt(TRADING_DAYS);
  return [
    {
      name: 'Trials',
      formula: 'Every variant that was tried on this series, this one included.',
      text: formatCount(trials === 0 ? null : trials),
      scale: null,
    },
    {
      name: 'Sharpe',
      formula: 'Mean / deviation of daily returns x √252.',
      text: formatNumber(annualSharpe, 2, 'always'),
      scale: null,
    },
    {
      name: 'Sharpe by luck',
      formula: 'What the best of so many trials without skill is expected to show, annualised.',
      text: formatNumber(lucky, 2, 'always'),
      scale: null,
    },
    {
      name: 'Track record',
      formula: 'Trading days of the backtest, and how many would make 95 % sure of a Sharpe ratio above 0.',
      text: `${formatCount(trackRecordDays)} days, needed ${formatCount(trackRecordNeededDays)}`,
      scale: null,
    },
    ...searchRows(section),
  ];
}

function EvidenceRow({ row }: { readonly row: Row }): ReactElement {
  const { name, formula, text, scale } = row;
  return (
    <tr>
      <th scope="row">
        <Explained name={name} explanation={formula} />
      </th>
      <td className="bar-cell">{scale === null ? null : <ScaleBar {...scale} />}</td>
      <td className="numeric">
        {scale === null ? null : (
          <span className={scale.good ? 'found good' : 'found poor'}>
            <span aria-hidden="true">{scale.good ? '✓ ' : '✕ '}</span>
            <span className="visually-hidden">{scale.good ? 'passes: ' : 'fails: '}</span>
          </span>
        )}
        {text}
      </td>
    </tr>
  );
}

/** Whether luck explains the result: what was found, in sentences and in figures. */
export function Overfitting({ section }: { readonly section: OverfittingSection }): ReactElement {
  const { findings, backtestOverfitting } = section;
  return (
    <>
      <div className="pair">
        <Panel title="What the checks say">
          <ul className="quality findings">
            {findings.map(({ text, good }) => (
              <li key={text} className={good ? 'good' : 'poor'}>
                <span className="quality-mark">
                  <span aria-hidden="true">{good ? '✓' : '✕'}</span>
                  <span className="visually-hidden">{good ? 'speaks for it' : 'speaks against it'}</span>
                </span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="Luck and overfitting">
          <div className="table-scroll">
            <table>
              <caption className="visually-hidden">
                Figures of luck and overfitting; the mark on each bar is what evidence needs
              </caption>
              <thead>
                <tr>
                  <th scope="col">Figure</th>
                  <th scope="col" className="bar-cell">
                    <span className="visually-hidden">On a scale from 0 to 1</span>
                  </th>
                  <th scope="col" className="numeric">
                    Value
                  </th>
                </tr>
              </thead>
              <tbody>
                {[...shareRows(section), ...plainRows(section)].map((row) => (
                  <EvidenceRow key={row.name} row={row} />
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      </div>
      {backtestOverfitting === null ? null : <Logits overfitting={backtestOverfitting} />}
    </>
  );
}
