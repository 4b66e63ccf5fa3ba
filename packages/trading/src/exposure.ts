import {
  OrderType,
  roundDownToVolumeStep,
  Side,
  type EpochMs,
  type Instrument,
  type Lots,
  type Position,
  type Signal,
  type SymbolName,
} from '@pipwright/model';
import type { Broker } from './broker.ts';
import { CurrencyConversion, type BidAsk, type ConversionRates } from './conversion.ts';
import { minorPerMajor, type Commission } from './money.ts';
import type { Proposal } from './risk-checks.ts';
import type { Risk } from './risk.ts';
import type { Sizing } from './sizing.ts';

export interface ExposureOptions {
  readonly instrument: Instrument;
  readonly broker: Broker;
  readonly risk: Risk;
  readonly sizing: Sizing;
  readonly commission: Commission;
  readonly rates?: ConversionRates;
}

export interface ProposalRequest {
  readonly clientOrderId: string;
  readonly signal: Signal;
  readonly probability: number;
  /** Lots that the strategy asks for; undefined leaves it to sizing. */
  readonly volume: number | undefined;
  readonly market: BidAsk;
  readonly time: EpochMs;
}

/** What a trade of one instrument would mean for the account: its size, its risk, its margin. */
export class Exposure {
  readonly #options: ExposureOptions;
  readonly #conversion: CurrencyConversion;
  readonly #minorPerMajor: number;

  /** Throws `NO_CONVERSION_RATE`. */
  constructor(options: ExposureOptions) {
    const { currency } = options.broker.account();
    this.#options = options;
    this.#conversion = new CurrencyConversion(options.instrument, currency, options.rates);
    this.#minorPerMajor = minorPerMajor(currency);
  }

  /** Commission of opening and closing one lot as a price difference of the instrument: the gain that pays for it. */
  commissionDistance(market: BidAsk, time: EpochMs): number {
    const commission = this.#roundTrip(1, this.#notionalPerLot(market, time));
    if (commission === 0) return 0;
    const { contractSize } = this.#options.instrument;
    return commission / (contractSize * this.#conversion.quoteToAccount(market, time, true) * this.#minorPerMajor);
  }

  /** Sizes a signal and gathers what risk wants to know about it. */
  propose(request: ProposalRequest): Proposal {
    const { signal, market, time } = request;
    const { broker, instrument } = this.#options;
    const account = broker.account();
    const at = fillMarketOf(signal, market);
    const volume = this.#volumeOf(request, at);
    const notionalPerLot = this.#notionalPerLot(at, time);
    const marginAmount = (volume * notionalPerLot) / instrument.margin.leverage;
    const riskAmount = this.#riskOf(signal.stopLossDistance, volume, at, time);
    return {
      clientOrderId: request.clientOrderId,
      signal,
      probability: request.probability,
      instrument,
      volume,
      time,
      bid: market.bid,
      ask: market.ask,
      quoteTime: broker.quote(instrument.symbol)?.time ?? time,
      equity: account.equity,
      riskAmount,
      marginAmount,
      ...this.#beside(signal, marginAmount, riskAmount),
    };
  }

  /** Minor units that a position loses at a stop, commission included; the whole equity without one (0). */
  riskOfPosition(position: Position, stopLoss: number, market: BidAsk, time: EpochMs): number {
    if (stopLoss === 0) return this.#options.broker.account().equity;
    const move = position.side === Side.Buy ? position.openPrice - stopLoss : stopLoss - position.openPrice;
    const movePerLot = this.#movePerLot(Math.max(0, move), market, time);
    return this.#lossOf(position.volume, movePerLot, market, time);
  }

  /** Minor units that a waiting order loses at a stop of another distance; the whole equity without one (0). */
  riskOfOrder(volume: number, distance: number, market: BidAsk, time: EpochMs): number {
    return this.#riskOf(distance, volume, market, time);
  }

  #volumeOf({ signal, volume, time }: ProposalRequest, at: BidAsk): Lots {
    const { broker, instrument, sizing } = this.#options;
    if (volume !== undefined) return roundDownToVolumeStep(instrument, volume);
    const { equity, freeMargin } = broker.account();
    const notionalPerLot = this.#notionalPerLot(at, time);
    const movePerLot = this.#movePerLot(signal.stopLossDistance, at, time);
    return sizing({
      instrument,
      equity,
      freeMargin,
      lossPerLot: movePerLot === 0 ? 0 : movePerLot + this.#roundTrip(1, notionalPerLot),
      marginPerLot: notionalPerLot / instrument.margin.leverage,
    });
  }

  /** What stands beside an order: of the orders of its group, the largest one takes the place of all. */
  #beside(signal: Signal, marginAmount: number, riskAmount: number) {
    const { broker, instrument, risk } = this.#options;
    const committed = risk.committed(instrument.symbol);
    const group = risk.committedByGroup(signal.ocoGroup);
    const shared = group === undefined ? 0 : 1;
    const sharedRisk = Math.min(riskAmount, group?.riskAmount ?? 0);
    const sharedMargin = Math.min(marginAmount, group?.marginAmount ?? 0);
    return {
      openRiskAmount: committed.openRiskAmount - sharedRisk,
      positionsOfSymbol: this.#positionsOf(instrument.symbol) + committed.positionsOfSymbolChange - shared,
      positionsOfAccount: broker.positions().length + committed.positionsChange - shared,
      marginAfter: broker.account().margin + committed.marginChange + marginAmount - sharedMargin,
    };
  }

  #riskOf(distance: number, volume: number, at: BidAsk, time: EpochMs): number {
    const movePerLot = this.#movePerLot(distance, at, time);
    if (movePerLot === 0) return this.#options.broker.account().equity;
    return this.#lossOf(volume, movePerLot, at, time);
  }

  /** With what this volume really pays, where a commission has a minimum. */
  #lossOf(volume: number, movePerLot: number, market: BidAsk, time: EpochMs): number {
    return volume * movePerLot + this.#roundTrip(volume, volume * this.#notionalPerLot(market, time));
  }

  #positionsOf(symbol: SymbolName): number {
    let positions = 0;
    for (const position of this.#options.broker.positions()) if (position.symbol === symbol) positions++;
    return positions;
  }

  /** Minor units lost by one lot over `distance`, without costs; 0 without a stop. */
  #movePerLot(distance: number, market: BidAsk, time: EpochMs): number {
    if (distance === 0) return 0;
    const { contractSize } = this.#options.instrument;
    return distance * contractSize * this.#conversion.quoteToAccount(market, time, false) * this.#minorPerMajor;
  }

  /** Value of one lot in minor units of the account. */
  #notionalPerLot(market: BidAsk, time: EpochMs): number {
    const { contractSize } = this.#options.instrument;
    return contractSize * this.#conversion.baseToAccount(market, time) * this.#minorPerMajor;
  }

  /** Minor units that opening and closing a volume costs, as a positive amount; 0 where nothing is opened. */
  #roundTrip(volume: number, notionalMinor: number): number {
    return volume === 0 ? 0 : -2 * this.#options.commission(volume, notionalMinor);
  }
}

/** The market in which an order is filled: that of now, or the price that it waits for. */
function fillMarketOf(signal: Signal, market: BidAsk): BidAsk {
  if (signal.type === OrderType.Market) return market;
  const price = signal.type === OrderType.StopLimit ? signal.limitPrice : signal.price;
  return { bid: price, ask: price };
}
