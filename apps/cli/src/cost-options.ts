import type { CostChoices } from '@pipwright/server';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { numberBetween, wholeBetween } from './arguments.ts';
import { given } from './given.ts';

type Chosen<Name extends keyof CostChoices> = NonNullable<CostChoices[Name]>;

/** What trading costs and on what kind of account, as options of a command. */
export interface CostOptions {
  /** Money for a lot and side. */
  readonly commission?: number;
  readonly commissionPerMillion?: number;
  /** Percent of the traded value and side. */
  readonly commissionPercent?: number;
  readonly commissionMinimum?: number;
  readonly slippage?: Chosen<'slippage'>;
  readonly slippageByHour?: true;
  readonly latency?: number;
  readonly latencyJitter?: number;
  readonly rejectRate?: number;
  readonly requoteRate?: number;
  readonly depth?: number;
  /** `false` with `--no-swap`. */
  readonly swap?: boolean;
  readonly accountMode?: Chosen<'accountMode'>;
  readonly leverage?: number;
  readonly path?: Chosen<'pathRule'>;
}

const SLIPPAGE_KINDS = 'Use none, points:N, spread:F, range:F, random:N or recorded.';
const POINTS_MAX = 10_000;
/** Tenfold the spread, or ten ranges of a candle: beyond any market. */
const FRACTION_MAX = 10;
const DAY_MS = 86_400_000;

/** `spread:0.25` and the like. */
export function parseSlippage(text: string): Chosen<'slippage'> {
  const [kind, size, ...rest] = text.toLowerCase().split(':');
  const number = (max: number): number => {
    if (size === undefined || rest.length > 0) throw new InvalidArgumentError(SLIPPAGE_KINDS);
    return numberBetween(0, max)(size);
  };
  switch (kind) {
    case 'points':
      return { kind, points: number(POINTS_MAX) };
    case 'spread':
    case 'range':
      return { kind, fraction: number(FRACTION_MAX) };
    case 'random':
      return { kind, pointsMax: number(POINTS_MAX) };
    case 'none':
    case 'recorded':
      if (size !== undefined) throw new InvalidArgumentError(`${kind} takes no number. ${SLIPPAGE_KINDS}`);
      // The fills to draw from are read when the command runs.
      return kind === 'none' ? { kind } : { kind, classes: [] };
    default:
      throw new InvalidArgumentError(SLIPPAGE_KINDS);
  }
}

const option = (flags: string, description: string, parse: (text: string) => unknown): Option =>
  new Option(flags, description).argParser(parse);

const rate = numberBetween(0, 1);
const money = numberBetween(0, 1_000_000);

function commissionOptions(): Option[] {
  return [
    option('--commission <money>', 'per lot and side; default 3.5, in yen 350', money).conflicts([
      'commissionPerMillion',
      'commissionPercent',
    ]),
    option('--commission-per-million <money>', 'per million of the account’s currency and side', money).conflicts([
      'commissionPercent',
    ]),
    option(
      '--commission-percent <percent>',
      'of the traded value, per side; 0.002 is 20 a million',
      numberBetween(0, 10),
    ),
    option('--commission-minimum <money>', 'at least this much per fill', money),
  ];
}

function executionOptions(): Option[] {
  return [
    option(
      '--slippage <model>',
      'none, points:N, spread:F (fraction of the spread), range:F (of the candle’s range), random:N (up to N points) or recorded (drawn from the fills of paper accounts); default spread:0.25',
      parseSlippage,
    ),
    new Option('--slippage-by-hour', 'scale it by the hour as the fitted spread is; see `pipwright costs fit`'),
    option('--latency <ms>', 'from the decision to the venue', wholeBetween(0, DAY_MS)),
    option('--latency-jitter <ms>', 'up to so much longer, at random', wholeBetween(0, DAY_MS)),
    option('--reject-rate <share>', 'of market orders that are turned away', rate),
    option('--requote-rate <share>', 'of market orders that are requoted, where execution is instant', rate),
    option('--depth <lots>', 'that can be filled at once; default everything', numberBetween(0.01, 1e6)),
  ];
}

function accountOptions(): Option[] {
  return [
    new Option('--no-swap', 'book no overnight interest'),
    new Option(
      '--account-mode <mode>',
      'hedging keeps opposite positions, netting offsets them; default hedging',
    ).choices(['hedging', 'netting'] satisfies Chosen<'accountMode'>[]),
    option('--leverage <number>', 'of the account, instead of the contract’s', numberBetween(1, 3000)),
    new Option(
      '--path <rule>',
      'order of events inside a candle where nothing shows it: pessimistic takes what is worse for each position, adaptive the nearer of high and low first; default pessimistic',
    ).choices(['adaptive', 'pessimistic'] satisfies Chosen<'pathRule'>[]),
  ];
}

/** Adds the options to a command. */
export function addCostOptions(command: Command): Command {
  command.optionsGroup('Costs and execution:');
  for (const each of [...commissionOptions(), ...executionOptions(), ...accountOptions()]) command.addOption(each);
  return command.optionsGroup('Options:');
}

function commissionOf(options: CostOptions): CostChoices['commission'] {
  const { commission, commissionPerMillion, commissionPercent } = options;
  if (commissionPerMillion !== undefined) return { kind: 'per-million', perSide: commissionPerMillion };
  if (commissionPercent !== undefined) return { kind: 'percent', fraction: commissionPercent / 100 };
  return commission === undefined ? undefined : { kind: 'per-lot', perSide: commission };
}

/** What the options choose. */
export function costChoices(options: CostOptions): CostChoices {
  return given({
    commission: commissionOf(options),
    commissionMinimum: options.commissionMinimum,
    slippage: options.slippage,
    slippageByHour: options.slippageByHour,
    // Commander sets it to true where --no-swap is not given: nothing was chosen then.
    swap: options.swap === false ? false : undefined,
    latencyMs: options.latency,
    latencyJitterMs: options.latencyJitter,
    rejectRate: options.rejectRate,
    requoteRate: options.requoteRate,
    depthLots: options.depth,
    accountMode: options.accountMode,
    leverage: options.leverage,
    pathRule: options.path,
  });
}
