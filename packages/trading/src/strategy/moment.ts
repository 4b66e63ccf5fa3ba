import { isoTime } from '@pipwright/model';

/** Which strategy is running and where it stands: what explanations of its mistakes begin with. */
export class StrategyMoment {
  readonly strategy: string;
  /** Close of the candle that is decided; NaN before the first one. */
  time = Number.NaN;
  /** Whether the strategy is being called: its view of the market is valid only then. */
  isOpen = false;
  /** Orders that were wished for at the candle that is decided. */
  wishes = 0;

  constructor(strategy: string) {
    this.strategy = strategy;
  }

  get when(): string {
    return Number.isNaN(this.time) ? 'before its first candle' : `at ${isoTime(this.time)}`;
  }
}
