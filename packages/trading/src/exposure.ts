import type { EpochMs, Instrument, Signal, SymbolName } from '@pipwright/model';
import type { Broker } from './broker.ts';
import { CurrencyConversion, type BidAsk, type ConversionRates } from './conversion.ts';
import { minorPerMajor, type Commission } from './money.ts';
import type { Proposal } from './risk-checks.ts';
import type { Risk } from './risk.ts';
import type { Sizing } from './sizing.ts';
import type { StrategyContext } from './strategy.ts';

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
  readonly context: StrategyContext;
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
    const { signal, context } = request;
    const { broker, instrument, risk, sizing } = this.#options;
    const account = broker.account();
    const notionalPerLot = this.#notionalPerLot(context, context.time);
    const movePerLot = this.#movePerLot(signal.stopLossDistance, context, context.time);
    const lossPerLot = movePerLot === 0 ? 0 : movePerLot + this.#roundTrip(1, notionalPerLot);
    const marginPerLot = notionalPerLot / instrument.margin.leverage;
    const volume = sizing({
      instrument,
      equity: account.equity,
      freeMargin: account.freeMargin,
      lossPerLot,
      marginPerLot,
    });
    const committed = risk.committed(instrument.symbol);
    return {
      clientOrderId: request.clientOrderId,
      signal,
      probability: request.probability,
      instrument,
      volume,
      time: context.time,
      bid: context.bid,
      ask: context.ask,
      quoteTime: broker.quote(instrument.symbol)?.time ?? context.time,
      equity: account.equity,
      // What this volume really pays, where a commission has a minimum.
      riskAmount:
        lossPerLot === 0 ? account.equity : volume * movePerLot + this.#roundTrip(volume, volume * notionalPerLot),
      openRiskAmount: committed.openRiskAmount,
      positionsOfSymbol: this.#positionsOf(instrument.symbol) + committed.positionsOfSymbolChange,
      positionsOfAccount: broker.positions().length + committed.positionsChange,
      marginAmount: volume * marginPerLot,
      marginAfter: account.margin + committed.marginChange + volume * marginPerLot,
    };
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
