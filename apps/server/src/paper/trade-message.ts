import { toPips, type Instrument, type Trade } from '@pipwright/model';
import type { TradeMessage } from '@pipwright/protocol';

const PIP_PARTS = 10_000;

/** A closed trade as the page and the report show it. */
export function toTradeMessage(instrument: Instrument, trade: Trade): TradeMessage {
  const move = trade.side === 'buy' ? trade.closePrice - trade.openPrice : trade.openPrice - trade.closePrice;
  return {
    id: trade.id,
    symbol: trade.symbol,
    side: trade.side,
    volume: trade.volume,
    openTime: trade.openTime,
    closeTime: trade.closeTime,
    openPrice: trade.openPrice,
    closePrice: trade.closePrice,
    exitReason: trade.exitReason,
    // A strategy without a model has none.
    probability: Number.isFinite(trade.probability) ? trade.probability : null,
    // Without the residue of binary fractions.
    pips: Math.round(toPips(instrument, move) * PIP_PARTS) / PIP_PARTS,
    split: trade.split,
    maximumAdverse: trade.maximumAdverse,
    maximumFavourable: trade.maximumFavourable,
  };
}
