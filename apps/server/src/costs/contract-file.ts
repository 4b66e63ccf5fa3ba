import {
  ExecutionMode,
  Filling,
  minorDigits,
  SwapMode,
  utcMs,
  type Currency,
  type Instrument,
  type LeverageTier,
  type Lots,
  type Pips,
  type Points,
  type SwapContract,
} from '@pipwright/model';
import { z } from 'zod';

/**
 * What a person writes down of a broker's contract where it differs from the catalogue. Everything may be left out; money is
 * in whole units of the account's currency, days are dates of New York.
 */
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as 2024-12-24');
const rate = z.number().min(-1e6).max(1e6);

export const contractSchema = z.strictObject({
  typicalSpreadPips: z.number().min(0).max(1000).optional(),
  contractSize: z.number().positive().optional(),
  volume: z
    .strictObject({
      min: z.number().positive(),
      step: z.number().positive(),
      max: z.number().positive(),
      limit: z.number().positive().optional(),
    })
    .optional(),
  swap: z
    .strictObject({
      mode: z.enum(SwapMode).optional(),
      long: rate.optional(),
      short: rate.optional(),
      tripleWeekday: z.number().int().min(1).max(5).optional(),
      /** Rates from a day on, oldest first; `long` and `short` hold before the first. */
      history: z.array(z.strictObject({ from: date, long: rate, short: rate })).optional(),
      /** Nights at the rollover that ends a day, where they are not the usual ones. */
      holidayNights: z.record(date, z.number().int().min(0).max(10)).optional(),
    })
    .optional(),
  margin: z
    .strictObject({
      leverage: z.number().min(1).max(5000).optional(),
      hedgedFraction: z.number().min(0).max(1).optional(),
      /** Leverage by size, smallest first; the last one has no end. */
      tiers: z
        .array(z.strictObject({ upTo: z.number().positive().nullable(), leverage: z.number().min(1).max(5000) }))
        .min(1)
        .refine((tiers) => tiers.every(({ upTo }, index) => (upTo === null) === (index === tiers.length - 1)), {
          message: 'the last tier, and only it, has no end: null',
        })
        .refine(
          (tiers) => tiers.every(({ upTo }, index) => index === 0 || upTo === null || upTo > tiers[index - 1]!.upTo!),
          {
            message: 'tiers are in ascending order',
          },
        )
        .optional(),
    })
    .optional(),
  stopsLevelPoints: z.number().int().min(0).optional(),
  freezeLevelPoints: z.number().int().min(0).optional(),
  execution: z.enum(ExecutionMode).optional(),
  fillings: z.array(z.enum(Filling)).min(1).optional(),
  closedDays: z.array(date).optional(),
});

export type ContractFile = z.infer<typeof contractSchema>;

/** Milliseconds of midnight UTC of a date: the rollover of that day comes after it. */
function midnight(text: string): ReturnType<typeof utcMs> {
  const [year, month, day] = text.split('-').map(Number);
  return utcMs(year!, month!, day!);
}

function swapOf(own: SwapContract, given: ContractFile['swap']): SwapContract {
  if (given === undefined) return own;
  const history = given.history?.map(({ from, long, short }) => ({ from: midnight(from), long, short }));
  history?.sort((left, right) => left.from - right.from);
  return {
    mode: given.mode ?? own.mode,
    long: given.long ?? own.long,
    short: given.short ?? own.short,
    tripleWeekday: given.tripleWeekday ?? own.tripleWeekday,
    ...(history === undefined ? {} : { history }),
    ...(given.holidayNights === undefined ? {} : { holidayNights: given.holidayNights }),
  };
}

function tiersOf(tiers: NonNullable<NonNullable<ContractFile['margin']>['tiers']>, account: Currency): LeverageTier[] {
  const minor = 10 ** minorDigits(account);
  return tiers.map(({ upTo, leverage }) => ({
    notionalMax: upTo === null ? Number.POSITIVE_INFINITY : upTo * minor,
    leverage,
  }));
}

function marginOf(own: Instrument['margin'], given: ContractFile['margin'], account: Currency): Instrument['margin'] {
  if (given === undefined) return own;
  return {
    leverage: given.leverage ?? own.leverage,
    hedgedFraction: given.hedgedFraction ?? own.hedgedFraction,
    ...(given.tiers === undefined ? {} : { tiers: tiersOf(given.tiers, account) }),
  };
}

/** The catalogue's contract with what the file says instead. */
export function withContract(instrument: Instrument, given: ContractFile, account: Currency): Instrument {
  const { volume } = given;
  return {
    ...instrument,
    typicalSpread: (given.typicalSpreadPips ?? instrument.typicalSpread) as Pips,
    contractSize: given.contractSize ?? instrument.contractSize,
    volume:
      volume === undefined
        ? instrument.volume
        : {
            min: volume.min as Lots,
            step: volume.step as Lots,
            max: volume.max as Lots,
            ...(volume.limit === undefined ? {} : { limit: volume.limit as Lots }),
          },
    swap: swapOf(instrument.swap, given.swap),
    margin: marginOf(instrument.margin, given.margin, account),
    stopsLevel: (given.stopsLevelPoints ?? instrument.stopsLevel) as Points,
    freezeLevel: (given.freezeLevelPoints ?? instrument.freezeLevel) as Points,
    execution: given.execution ?? instrument.execution,
    fillings: given.fillings ?? instrument.fillings,
    ...(given.closedDays === undefined ? {} : { closedDays: given.closedDays }),
  };
}
