import { RollingSum } from '../cells/rolling-sum.ts';
import type { BarsOptions } from '../contract/options.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';
import { TickRule } from './tick-rule.ts';

/**
 * Runs of ticks that move the middle the same way; a tick that leaves it neither ends nor lengthens a run. `run` is the
 * length of the present one, below 0 where it goes down, 0 before the first move. `meanRun` is moves per run over the
 * last `period` ticks, where a turn begins a run; 0 without moves.
 */
export class TickRuns extends StreamIndicator<'bid' | 'ask'> {
  readonly #rule: TickRule;
  readonly #moves: RollingSum;
  readonly #turns: RollingSum;
  /** The present run. */
  readonly #run: Float64Array;

  constructor({ period = 100 }: BarsOptions = {}) {
    requireWhole('tick-runs', 'period', period, 1);
    const outputs = ['run', 'meanRun'];
    super({ id: 'tick-runs', parameters: { period }, outputs, warmUp: [1, period] }, ['bid', 'ask']);
    this.#rule = new TickRule(this.memory);
    this.#moves = new RollingSum(this.memory, period);
    this.#turns = new RollingSum(this.memory, period);
    this.#run = this.memory.numbers(1);
  }

  compute(ticks: Columns<'bid' | 'ask'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [runs, meanRuns] = outputs as [Float64Array, Float64Array];
    let run = this.#run[0] as number;
    for (let row = from; row < to; row++) {
      const move = this.#rule.step(ticks.bid[row] as number, ticks.ask[row] as number);
      const turned = move * run < 0;
      if (move !== 0) run = turned ? move : run + move;
      const moves = this.#moves.step(move === 0 ? 0 : 1);
      const turns = this.#turns.step(turned ? 1 : 0);
      runs[row] = run;
      meanRuns[row] = moves / (turns + 1);
    }
    this.#run[0] = run;
  }
}
