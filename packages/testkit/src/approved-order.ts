import { MARKET_TERMS, Side, type EpochMs, type Instrument, type Lots, type OrderRequest } from '@pipwright/model';
import { Risk, RISK_UNLIMITED, type ApprovedOrder } from '@pipwright/trading';

/** A time that no test reaches: the year 2100. */
const FAR = 4_102_444_800_000 as EpochMs;

/** An order that went through a gate which refuses nothing, for testing what stands behind the gate. */
export function approvedOrder(instrument: Instrument, request: Partial<OrderRequest> = {}): ApprovedOrder {
  const time = request.createdAt ?? (0 as EpochMs);
  const risk = new Risk({ ...RISK_UNLIMITED, weekendDistanceMinMs: Number.NEGATIVE_INFINITY });
  risk.observeEquity(time, 1);
  const review = risk.review({
    clientOrderId: request.clientOrderId ?? 'order',
    signal: {
      id: request.signalId ?? 'signal',
      predictionId: '',
      strategy: 'test',
      symbol: instrument.symbol,
      time,
      side: request.side ?? Side.Buy,
      exitTime: request.exitTime ?? FAR,
      ...MARKET_TERMS,
      ...request,
    },
    probability: 0.5,
    instrument: { ...instrument, volume: { ...instrument.volume, min: 0 as Lots } },
    volume: request.volume ?? (1 as Lots),
    time,
    bid: 1,
    ask: 1,
    quoteTime: time,
    equity: 1,
    riskAmount: 0,
    openRiskAmount: 0,
    positionsOfSymbol: 0,
    positionsOfAccount: 0,
    marginAmount: 0,
    marginAfter: 0,
  });
  if (review.order === null) throw new Error(`refused: ${review.failed.join(', ')}`);
  return review.order;
}
