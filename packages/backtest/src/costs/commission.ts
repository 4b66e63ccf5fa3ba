import type { Currency } from '@pipwright/model';
import { minorPerMajor, roundMinor, type Commission } from '@pipwright/trading';
import type { CommissionModel } from '../venue/venue-options.ts';
import { atLeastZero, fractionOf } from './cost-checks.ts';

const MILLION = 1_000_000;

/**
 * The commission of one fill, as the broker books it: the model's amount, at least its minimum, rounded to the minor unit.
 * It is charged at the entry and again at the exit, for each part of a partial fill. Throws `COST_OUT_OF_RANGE`.
 */
export function commissionOf(model: CommissionModel, currency: Currency): Commission {
  const minor = minorPerMajor(currency);
  const least = atLeastZero('commission.minimum', model.minimum ?? 0) * minor;
  switch (model.kind) {
    case 'per-lot': {
      const perLot = atLeastZero('commission.perSide', model.perSide) * minor;
      return (volume) => roundMinor(-Math.max(perLot * volume, least));
    }
    case 'per-million': {
      // Minor units for each minor unit traded: the two factors of the currency cancel out.
      const share = atLeastZero('commission.perSide', model.perSide) / MILLION;
      return (_, notionalMinor) => roundMinor(-Math.max(share * notionalMinor, least));
    }
    case 'percent': {
      const share = fractionOf('commission.fraction', model.fraction);
      return (_, notionalMinor) => roundMinor(-Math.max(share * notionalMinor, least));
    }
  }
}
