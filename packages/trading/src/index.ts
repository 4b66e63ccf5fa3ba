export { AccountBook, Booking } from './account-book.ts';
export type { Broker, BrokerListener, OrderChange, OrderUpdate, PositionChange, RequestRefusal } from './broker.ts';
export { CurrencyConversion, type BidAsk, type ConversionRates } from './conversion.ts';
export {
  DecisionOutcome,
  type Decision,
  type DecisionCounts,
  type OrderEvent,
  type SessionListener,
} from './decision.ts';
export { definitionProblem, defineStrategy, strategyOf } from './define-strategy.ts';
export { describeStrategy, type ParameterDescription, type StrategyDescription } from './describe-strategy.ts';
export {
  choice,
  flag,
  integer,
  number,
  type ChoiceSpec,
  type FlagSpec,
  type IntegerSpec,
  type NumberSpec,
  type ParameterSpec,
  type ParameterSpecs,
  type ParameterValue,
  type ParameterValues,
} from './parameters.ts';
export { readParameters } from './read-parameters.ts';
export { describeMoney, minorPerMajor, roundMinor, type Commission } from './money.ts';
export { canFollow, isFinal, type TrackedOrder } from './order-lifecycle.ts';
export {
  columnPredictor,
  Silence,
  type PredictionColumns,
  type PredictionReading,
  type Predictor,
} from './predictor.ts';
export { splitProfit, type ClosedFigures } from './profit-split.ts';
export { ratesOf, type RateColumns, type RateLeg, type RateRoute, type RateTable } from './rate-table.ts';
export { assertApproved, Risk, type RiskReview, type ApprovedOrder } from './risk.ts';
export { RISK_RULES, type Proposal, type RiskRule, type RiskSubject } from './risk-checks.ts';
export { RISK_DEFAULTS, RISK_UNLIMITED, type RiskLimits } from './risk-limits.ts';
export { fixedVolume, riskSizing, type RiskSizingOptions, type Sizing, type SizingInput } from './sizing.ts';
export type {
  CandleView,
  ColumnInput,
  ColumnTargets,
  FormingCandle,
  LevelOptions,
  MarketView,
  OrderOptions,
  OwnPosition,
  SeriesRequest,
  CandleRow,
  IndicatorReader,
  IndicatorRequest,
  LevelChange,
  PendingChange,
  Strategy,
  StrategyDefinition,
  StrategyHandlers,
  StrategySetup,
  StreamInput,
} from './strategy-definition.ts';
export type { NeededSeries, SeriesKey } from './strategy/series-book.ts';
export { neededSeries } from './strategy/strategy-run.ts';
export { TradingSession, type TradingSessionOptions } from './trading-session.ts';
