import {
  ExitReason,
  Filling,
  fromPoints,
  OrderLifetime,
  OrderType,
  Side,
  type EpochMs,
  type Instrument,
  type Lots,
  type OrderRequest,
  type Price,
} from '@pipwright/model';
import { approvedOrder } from '@pipwright/testkit';
import type { Broker } from '@pipwright/trading';
import { linesOf } from './scenario.fixture.ts';
import { ScenarioTimes } from './scenario-times.fixture.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Ask = (broker: Broker) => void;

/** Something that is asked of the broker at a moment. */
export interface ScenarioRequest {
  readonly time: EpochMs;
  readonly ask: Ask;
}

/** The words of a line, taken one by one. */
class Words {
  readonly #words: string[];

  constructor(text: string) {
    this.#words = text.split(/\s+/).filter((word) => word !== '');
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  peek(): string {
    return this.#words[0] ?? '';
  }

  take(): string {
    const word = this.#words.shift();
    if (word === undefined) throw new Error('the line ends too early');
    return word;
  }

  number(): number {
    const word = this.take();
    if (Number.isNaN(Number(word))) throw new Error(`'${word}' is no number`);
    return Number(word);
  }

  /** `#1` as the order's id `1`. */
  id(): string {
    const word = this.take();
    if (!word.startsWith('#')) throw new Error(`'${word}' is no number of an order`);
    return word.slice(1);
  }
}

/** Reads what is asked, in order. Throws `Error` on what it cannot read. */
export function readRequests(
  text: string,
  start: number,
  instrumentOf: (symbol: string) => Instrument,
  first: Instrument,
): ScenarioRequest[] {
  const times = new ScenarioTimes(start);
  const symbols = new Map<string, Instrument>();
  return linesOf(text).map((line) => {
    const { time, rest } = times.read(line);
    const words = new Words(rest);
    const isOrder = words.peek().startsWith('#');
    const ask = isOrder ? readOrder(words, time, instrumentOf, first, symbols) : readAction(words, symbols);
    if (!words.isEmpty) throw new Error(`'${line}': '${words.peek()}' is not understood`);
    return { time, ask };
  });
}

function readOrder(
  words: Words,
  time: EpochMs,
  instrumentOf: (symbol: string) => Instrument,
  first: Instrument,
  symbols: Map<string, Instrument>,
): Ask {
  const clientOrderId = words.id();
  const side = words.take() === 'buy' ? Side.Buy : Side.Sell;
  const volume = words.number() as Lots;
  const instrument = /^[A-Z]{6}$/.test(words.peek()) ? instrumentOf(words.take()) : first;
  const { symbol } = instrument;
  symbols.set(clientOrderId, instrument);
  const request: Partial<Mutable<OrderRequest>> = { clientOrderId, side, volume, symbol, createdAt: time };
  while (!words.isEmpty) readTerm(words, instrument, request, new ScenarioTimes(time));
  return (broker) => broker.submit(approvedOrder(instrument, request));
}

/** One term of an order: a word and what belongs to it. */
function readTerm(
  words: Words,
  instrument: Instrument,
  request: Partial<Mutable<OrderRequest>>,
  times: ScenarioTimes,
): void {
  const points = (): number => fromPoints(instrument, words.number());
  const word = words.take();
  switch (word) {
    case 'limit':
      if (request.type === OrderType.Stop) {
        request.type = OrderType.StopLimit;
        request.limitPrice = words.number() as Price;
      } else {
        request.type = OrderType.Limit;
        request.price = words.number() as Price;
      }
      return;
    case 'stop':
      request.type = OrderType.Stop;
      request.price = words.number() as Price;
      return;
    case 'sl':
      request.stopLossDistance = points();
      return;
    case 'tp':
      request.takeProfitDistance = points();
      return;
    case 'trail':
      request.trailingDistance = points();
      return;
    case 'deviation':
      request.deviation = points();
      return;
    case 'oco':
      request.ocoGroup = words.take();
      return;
    case 'day':
      request.lifetime = OrderLifetime.Day;
      return;
    case 'until':
      request.lifetime = OrderLifetime.Date;
      request.expiresAt = times.read(`${words.take()} ${words.isEmpty ? '' : words.take()}`).time;
      return;
    case Filling.FillOrKill:
    case Filling.ImmediateOrCancel:
    case Filling.Return:
      request.filling = word;
      return;
    default:
      throw new Error(`'${word}' is no term of an order`);
  }
}

function readAction(words: Words, symbols: ReadonlyMap<string, Instrument>): Ask {
  const action = words.take();
  const id = words.id();
  const instrument = symbols.get(id);
  if (instrument === undefined) throw new Error(`there is no order #${id} before`);
  switch (action) {
    case 'close':
      return readClosing(words, id);
    case 'cancel':
      return (broker) => broker.cancelOrder(id);
    case 'move':
    case 'change':
      return readChange(words, id, action === 'move', instrument);
    default:
      throw new Error(`'${action}' cannot be asked`);
  }
}

function readClosing(words: Words, id: string): Ask {
  if (words.isEmpty) return (broker) => broker.closePosition(id, ExitReason.Manual);
  if (words.peek() === 'by') {
    words.take();
    const opposite = words.id();
    return (broker) => broker.closeBy(id, opposite);
  }
  const volume = words.number() as Lots;
  return (broker) => broker.closePosition(id, ExitReason.Manual, volume);
}

const CHANGE_NAMES: Readonly<Record<string, string>> = {
  price: 'price',
  limit: 'limitPrice',
  sl: 'stopLossDistance',
  tp: 'takeProfitDistance',
  trail: 'trailingDistance',
};

/** Levels of a position are prices, those of an order distances in points. */
function readChange(words: Words, id: string, isPosition: boolean, instrument: Instrument): Ask {
  const change: Record<string, number> = {};
  while (!words.isEmpty) {
    const word = words.take();
    const value = words.number();
    const isPoints = word === 'trail' || (!isPosition && (word === 'sl' || word === 'tp'));
    const name =
      isPosition && word === 'sl' ? 'stopLoss' : isPosition && word === 'tp' ? 'takeProfit' : CHANGE_NAMES[word];
    if (name === undefined) throw new Error(`'${word}' cannot be changed`);
    change[name] = isPoints ? fromPoints(instrument, value) : value;
  }
  return (broker) => (isPosition ? broker.modifyPosition(id, change) : broker.modifyOrder(id, change));
}
