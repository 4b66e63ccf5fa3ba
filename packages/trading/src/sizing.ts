import { roundDownToVolumeStep, type Instrument, type Lots } from '@pipwright/model';
import { errors } from './errors.ts';

/** What the size of a position is computed from. Money in minor units of the account's currency. */
export interface SizingInput {
  readonly instrument: Instrument;
  readonly equity: number;
  readonly freeMargin: number;
  /** Loss of one lot at its stop, commission of both sides included; 0 where there is no stop. */
  readonly lossPerLot: number;
  readonly marginPerLot: number;
}

/** A volume of 0 means that the account is too small; risk refuses it with that reason. */
export type Sizing = (input: SizingInput) => Lots;

export interface RiskSizingOptions {
  /** Fraction of the equity that is lost when the stop is hit at its price. */
  readonly riskPerTrade: number;
  /** Largest share of the free margin that one position may take. */
  readonly marginShareMax: number;
}

/** Equity x fraction / loss per lot, capped by margin, rounded down to the volume step. 0 where there is no stop. */
export function riskSizing(options: RiskSizingOptions): Sizing {
  for (const name of ['riskPerTrade', 'marginShareMax'] as const) {
    if (!(options[name] > 0 && options[name] <= 1)) {
      throw errors.PARAMETER_OUT_OF_RANGE({ name, value: options[name], expected: 'a fraction above 0, at most 1' });
    }
  }
  return (input) => {
    if (!(input.lossPerLot > 0)) return 0 as Lots;
    const byRisk = (input.equity * options.riskPerTrade) / input.lossPerLot;
    const byMargin = (input.freeMargin * options.marginShareMax) / input.marginPerLot;
    return roundDownToVolumeStep(input.instrument, Math.max(0, Math.min(byRisk, byMargin)));
  };
}

/** The same volume every time, rounded down to the volume step. */
export function fixedVolume(volume: number): Sizing {
  return (input) => roundDownToVolumeStep(input.instrument, volume);
}

/** What an order of a strategy without a volume of its own loses at its stop, where nobody says otherwise. */
const SIZING_DEFAULTS: RiskSizingOptions = { riskPerTrade: 0.005, marginShareMax: 0.3 };

/** The sizing of a strategy that is run without one: its own volume, or by the risk at the stop. */
export function sizingOf(definition: { readonly volume?: number }): Sizing {
  return definition.volume === undefined ? riskSizing(SIZING_DEFAULTS) : fixedVolume(definition.volume);
}
