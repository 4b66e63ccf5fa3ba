import type { SlippageTable } from '@pipwright/model';
import type { SourceInputs } from '../engine/source-node.ts';
import { TableSource } from './table-source.ts';

/** How many of the last fills are looked at. */
const FILLS = 20;
const AGE_MAX_MS = 90 * 86_400_000;

/** Mean and worst slippage of the instrument's last twenty fills, in pips. */
export class SlippageSource extends TableSource {
  readonly #table: SlippageTable;
  readonly #last: number[] = [];
  #mean = Number.NaN;
  #worst = Number.NaN;

  constructor(table: SlippageTable, inputs: SourceInputs) {
    super({ name: 'slippage', table, inputs, columns: ['mean', 'worst'], ageMaxMs: AGE_MAX_MS });
    this.#table = table;
  }

  protected take(index: number): void {
    const pips = this.#table.slippagePips[index] as number;
    if (this.#table.symbol[index] !== this.inputs.instrument.symbol || Number.isNaN(pips)) return;
    const last = this.#last;
    last.push(pips);
    if (last.length > FILLS) last.shift();
    this.#mean = last.reduce((sum, value) => sum + value, 0) / last.length;
    this.#worst = Math.max(...last);
    this.seen = true;
  }

  protected forget(): void {
    this.#last.length = 0;
  }

  protected write(row: number): void {
    const [mean, worst] = this.columns as unknown as readonly [Float64Array, Float64Array];
    mean[row] = this.#mean;
    worst[row] = this.#worst;
  }
}
