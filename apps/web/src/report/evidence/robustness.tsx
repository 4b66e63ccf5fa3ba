import type { RobustnessSection } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import type { MoneyStyle } from '../../format/index.ts';
import { Bootstrap } from './bootstrap.tsx';
import { Chance } from './chance.tsx';
import { CostStress } from './cost-stress.tsx';
import { MonteCarlo } from './monte-carlo.tsx';
import { Neighbourhood } from './neighbourhood.tsx';
import { StartDates } from './start-dates.tsx';

interface RobustnessProps {
  readonly section: RobustnessSection;
  /** Net profit of the run, minor units. */
  readonly net: number;
  readonly money: MoneyStyle;
}

/** What is left of the result when something about the run is different. */
export function Robustness({ section, net, money }: RobustnessProps): ReactElement {
  const { monteCarlo, bootstrap, costStress, neighbourhood, startDates } = section;
  return (
    <>
      <div className="two-columns">
        {monteCarlo === null ? null : <MonteCarlo paths={monteCarlo} money={money} />}
        <Chance section={section} net={net} money={money} />
        {bootstrap === null ? null : <Bootstrap section={bootstrap} />}
        <CostStress stress={costStress} money={money} />
      </div>
      <Neighbourhood parameters={neighbourhood} money={money} />
      <StartDates starts={startDates} money={money} />
    </>
  );
}
