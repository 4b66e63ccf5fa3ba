import type { SimulatedVenue } from '@pipwright/backtest';
import type { CandleBuffer } from '@pipwright/brokers';
import { invariant, type Fold, type RunEvent } from '@pipwright/kernel';
import { candleCloseTime, type AccountState, type CandleColumns, type EpochMs, type Position } from '@pipwright/model';
import type { Decision, Risk, SessionListener, TradingSession } from '@pipwright/trading';
import { paperEvent, payloadOf, type SessionControl, type SessionStarted } from './paper-events.ts';

/** The rooms that a run is made of. */
export interface PaperEngine {
  readonly session: TradingSession;
  readonly risk: Risk;
  /** The paper account: a venue that the run's own candles move. */
  readonly broker: SimulatedVenue;
  readonly buffer: CandleBuffer;
}

/** Builds the rooms from what the run was started with. Must be a pure function of it. */
export type ComposeEngine = (start: SessionStarted, listener: SessionListener) => PaperEngine;

const PERSON = 'A person stopped opening positions.';

/** A paper run as a fold over its journal. */
export class PaperFold implements Fold {
  readonly #compose: ComposeEngine;
  #start: SessionStarted | null = null;
  #engine: PaperEngine | null = null;
  #emit: (output: RunEvent) => void = () => undefined;
  #candles = 0;

  constructor(compose: ComposeEngine) {
    this.#compose = compose;
  }

  /** What the run was started with; null before its first event. */
  get start(): SessionStarted | null {
    return this.#start;
  }

  /** Candles that were replayed. */
  get candles(): number {
    return this.#candles;
  }

  /** `false` after the kill switch. */
  get armed(): boolean {
    return this.#engine?.risk.killed !== true;
  }

  /** Why nothing is opened; empty while trading is armed. */
  get stopReason(): string {
    return this.#engine?.risk.killReason ?? '';
  }

  /** Closed candles so far, with those before the run; null before its first event. Valid until the next candle. */
  candleColumns(): CandleColumns | null {
    return this.#engine?.buffer.view() ?? null;
  }

  account(): AccountState | null {
    return this.#engine?.broker.account() ?? null;
  }

  positions(): readonly Position[] {
    return this.#engine?.broker.positions() ?? [];
  }

  apply(input: RunEvent, emit: (output: RunEvent) => void): void {
    this.#emit = emit;
    switch (input.type) {
      case 'session.started':
        this.#begin(payloadOf('session.started', input));
        return;
      case 'candle.closed':
        this.#onCandle(payloadOf('candle.closed', input), input.time);
        return;
      case 'control':
        this.#onControl(payloadOf('control', input).action);
        return;
      default:
        invariant(false, `a paper run has no input ${input.type}`);
    }
  }

  #begin(start: SessionStarted): void {
    this.#start = start;
    this.#engine = this.#compose(start, this.#listener());
    for (const candle of start.history) this.#engine.buffer.push(candle);
  }

  #onCandle(packed: readonly number[], time: EpochMs): void {
    const { broker, buffer, session } = this.#running();
    const { symbol, timeframe } = this.#start!;
    const index = buffer.push(packed);
    this.#candles++;
    broker.onCandleClosed(
      symbol,
      buffer.columns,
      index,
      candleCloseTime(buffer.columns.time[index] as EpochMs, timeframe),
    );
    session.onCandleClosed(buffer.columns, index, time);
  }

  #onControl(action: SessionControl): void {
    const { risk, session } = this.#running();
    if (action === 're-arm') {
      risk.release();
      return;
    }
    risk.kill(PERSON);
    if (action === 'flatten') session.flatten();
  }

  #running(): PaperEngine {
    invariant(this.#engine !== null, 'a paper run begins with session.started');
    return this.#engine;
  }

  #listener(): SessionListener {
    return {
      onDecision: (decision) => this.#onDecision(decision),
      onOrder: ({ request, state, time, reason }) => {
        this.#emit(paperEvent('order', time, { request, state, updatedAt: time, reason }));
      },
      onFill: (fill) => this.#emit(paperEvent('fill', fill.time, fill)),
      onTrade: (trade) => this.#emit(paperEvent('trade', trade.closeTime, trade)),
      onAccount: (time, { balance, equity, margin, freeMargin }) => {
        this.#emit(paperEvent('account', time, { balance, equity, margin, freeMargin }));
      },
    };
  }

  #onDecision({ id, time, prediction, outcome, reason, checks, signal, clientOrderId }: Decision): void {
    if (prediction === null) {
      this.#emit(paperEvent('silence', time, { id, reason }));
      return;
    }
    const side = signal?.side ?? null;
    this.#emit(paperEvent('decision', time, { id, time, prediction, outcome, reason, checks, side, clientOrderId }));
  }
}
