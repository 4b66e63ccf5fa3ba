import type { Random } from '@pipwright/kernel';
import { roundMinor } from '@pipwright/trading';
import { quantileOf, quantilesOf, type Quantiles } from '../statistics/quantiles.ts';
import { RUIN_FRACTIONS } from '../statistics/ruin.ts';
import { reportStep, type StudyControl } from '../statistics/study-control.ts';

const STUDY = 'Monte Carlo of trades';
const PATHS = 1000;
/** Points of the fan, besides the start. */
const STEPS = 100;
/** Paths between two looks at the outside. */
const PATHS_PER_STEP = 64;
const TRADES_MIN = 2;

export interface MonteCarloOptions extends StudyControl {
  /** Net profits of the trades in the order in which they were closed, minor units. */
  readonly nets: ArrayLike<number>;
  readonly initialBalance: number;
  /** Default 1000. */
  readonly paths?: number;
  /** `true` where volumes follow the balance: a trade then wins or loses the fraction of the balance that it did. */
  readonly compounding?: boolean;
  readonly random: Random;
}

/** Largest falls from the peak as fractions of it, and shares of the paths that fell by so much from their start. */
export interface PathRisk {
  readonly drawdown: Quantiles;
  readonly ruin: { readonly fraction: number; readonly share: number }[];
}

/** What the same trades could have made of the account in other orders and mixtures. Money in minor units. */
export interface MonteCarlo extends PathRisk {
  readonly paths: number;
  /** Numbers of trades at which the fan is given. */
  readonly step: number[];
  /** Balance at each step, by quantile of the redrawn paths, and as it was. */
  readonly fan: Readonly<Record<keyof Quantiles | 'actual', number[]>>;
  readonly net: Quantiles;
  /** The same trades in another order: the end is the same, the way there is not. */
  readonly shuffled: PathRisk;
}

/**
 * Redraws the trades with replacement (fan, net, drawdown, ruin) and shuffles them. A path whose balance is used up ends
 * there. Trades are taken as independent of each other: streaks that the market causes are lost, so that the risk is rather
 * worse than this. Null for fewer than 2 trades. Throws `STUDY_STOPPED`.
 */
export function monteCarlo(options: MonteCarloOptions): MonteCarlo | null {
  const { nets, initialBalance, paths = PATHS, compounding = false, random } = options;
  const count = nets.length;
  if (count < TRADES_MIN) return null;
  const step = stepsOf(count);
  const changes = compounding ? fractionsOf(nets, initialBalance) : Float64Array.from(nets);
  const redrawn = new Paths(paths, step, initialBalance, compounding);
  const shuffled = new Paths(paths, step, initialBalance, compounding);
  const draws = random.split('redrawn');
  const orders = random.split('shuffled');
  const order = changes.slice();
  const sample = new Float64Array(count);
  for (let path = 0; path < paths; path++) {
    if (path % PATHS_PER_STEP === 0) reportStep(STUDY, options, path, paths);
    for (let trade = 0; trade < count; trade++) sample[trade] = changes[draws.integer(count)]!;
    redrawn.follow(sample);
    for (let trade = count - 1; trade > 0; trade--) {
      const other = orders.integer(trade + 1);
      const change = order[other]!;
      order[other] = order[trade]!;
      order[trade] = change;
    }
    shuffled.follow(order);
  }
  reportStep(STUDY, options, paths, paths);
  const actual = new Paths(1, step, initialBalance, compounding);
  actual.follow(changes);
  return {
    paths,
    step,
    fan: { ...redrawn.fan(), actual: actual.fan().p50 },
    net: quantilesOf(redrawn.nets()),
    ...redrawn.risk(),
    shuffled: shuffled.risk(),
  };
}

function stepsOf(count: number): number[] {
  const steps = Math.min(STEPS, count);
  return Array.from({ length: steps + 1 }, (_, step) => Math.round((step * count) / steps));
}

/** Each trade as a fraction of the balance that it began with. */
function fractionsOf(nets: ArrayLike<number>, initial: number): Float64Array {
  let balance = initial;
  return Float64Array.from({ length: nets.length }, (_, trade) => {
    const fraction = balance > 0 ? nets[trade]! / balance : 0;
    balance += nets[trade]!;
    return fraction;
  });
}

/** Balances of many paths at the steps, and how far each fell. */
class Paths {
  readonly #steps: readonly number[];
  readonly #initial: number;
  readonly #compounding: boolean;
  /** By step and path. */
  readonly #balances: Float64Array;
  readonly #drawdowns: Float64Array;
  readonly #lowest: Float64Array;
  readonly #paths: number;
  #path = 0;

  constructor(paths: number, steps: readonly number[], initial: number, compounding: boolean) {
    this.#paths = paths;
    this.#steps = steps;
    this.#initial = initial;
    this.#compounding = compounding;
    this.#balances = new Float64Array(paths * steps.length);
    this.#drawdowns = new Float64Array(paths);
    this.#lowest = new Float64Array(paths);
  }

  follow(changes: Float64Array): void {
    let balance = this.#initial;
    let peak = balance;
    let lowest = balance;
    let deepest = 0;
    let step = 0;
    for (let trade = 0; trade <= changes.length; trade++) {
      if (trade === this.#steps[step]) this.#balances[step++ * this.#paths + this.#path] = balance;
      if (trade === changes.length || balance === 0) continue;
      const change = changes[trade]!;
      balance = Math.max(0, this.#compounding ? balance * (1 + change) : balance + change);
      if (balance > peak) peak = balance;
      else if (peak - balance > deepest * peak) deepest = (peak - balance) / peak;
      if (balance < lowest) lowest = balance;
    }
    this.#drawdowns[this.#path] = deepest;
    this.#lowest[this.#path] = lowest;
    this.#path++;
  }

  nets(): Float64Array {
    const last = (this.#steps.length - 1) * this.#paths;
    return this.#balances.subarray(last).map((balance) => balance - this.#initial);
  }

  fan(): Record<keyof Quantiles, number[]> {
    const fan: Record<keyof Quantiles, number[]> = { p5: [], p25: [], p50: [], p75: [], p95: [] };
    for (let step = 0; step < this.#steps.length; step++) {
      const balances = this.#balances.subarray(step * this.#paths, (step + 1) * this.#paths).toSorted();
      fan.p5.push(roundMinor(quantileOf(balances, 0.05)));
      fan.p25.push(roundMinor(quantileOf(balances, 0.25)));
      fan.p50.push(roundMinor(quantileOf(balances, 0.5)));
      fan.p75.push(roundMinor(quantileOf(balances, 0.75)));
      fan.p95.push(roundMinor(quantileOf(balances, 0.95)));
    }
    return fan;
  }

  risk(): PathRisk {
    return {
      drawdown: quantilesOf(this.#drawdowns),
      ruin: RUIN_FRACTIONS.map((fraction) => {
        // A fall of exactly this fraction counts; the small term is what binary fractions leave.
        const level = this.#initial * (1 - fraction) * (1 + 1e-12);
        return { fraction, share: this.#lowest.filter((lowest) => lowest <= level).length / this.#paths };
      }),
    };
  }
}
