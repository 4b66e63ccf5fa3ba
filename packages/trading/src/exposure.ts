import type { EpochMs, Instrument, Signal, SymbolName } from '@pipwright/model';
import type { Broker } from './broker.ts';
import { CurrencyConversion, type ConversionRates } from './conversion.ts';
import { minorPerMajor } from './money.ts';
import type { Proposal } from './risk-checks.ts';
import type { Risk } from './risk.ts';
import type { Sizing } from './sizing.ts';
import type { StrategyContext } from './strategy.ts';

export interface ExposureOptions {
  readonly instrument: Instrument;
  readonly broker: Broker;
  readonly risk: Risk;
  readonly sizing: Sizing;
  readonly commissionPerLotPerSide: number;
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

  /** Commission of both sides as a price difference of the instrument. */
  commissionDistance(price: number, time: EpochMs): number {
    const { commissionPerLotPerSide, instrument } = this.#options;
    if (commissionPerLotPerSide === 0) return 0;
    const moneyPerPrice = instrument.contractSize * this.#conversion.quoteToAccount(price, time);
    return (2 * commissionPerLotPerSide) / moneyPerPrice;
  }

  /** Sizes a signal and gathers what risk wants to know about it. */
  propose(request: ProposalRequest): Proposal {
    const { signal, context } = request;
    const { broker, instrument, risk, sizing } = this.#options;
    const account = broker.account();
    const lossPerLot = this.#lossPerLot(signal.stopLossDistance, context.bid, context.time);
    const marginPerLot = this.#marginPerLot(context.ask, context.time);
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
      riskAmount: lossPerLot === 0 ? account.equity : volume * lossPerLot,
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

  /** Minor units lost by one lot over `distance`, commission of both sides included; 0 without a stop. */
  #lossPerLot(distance: number, price: number, time: EpochMs): number {
    if (distance === 0) return 0;
    const { commissionPerLotPerSide, instrument } = this.#options;
    const move = distance * instrument.contractSize * this.#conversion.quoteToAccount(price, time);
    return (move + 2 * commissionPerLotPerSide) * this.#minorPerMajor;
  }

  #marginPerLot(price: number, time: EpochMs): number {
    const { contractSize, margin } = this.#options.instrument;
    return (contractSize * this.#conversion.baseToAccount(price, time) * this.#minorPerMajor) / margin.leverage;
  }
}
