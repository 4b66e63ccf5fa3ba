import { defineStrategy, strategyOf, type ColumnTargets, type OrderOptions, type Strategy } from '@pipwright/trading';

const KEEP = 2;

/** A strategy for the event engine that follows columns of targets: what the columnar engine is held against. */
export function targetStrategy({ position, stopLossDistance, takeProfitDistance }: ColumnTargets): Strategy {
  return strategyOf(
    defineStrategy({
      name: 'targets',
      description: 'Follows columns of targets.',
      parameters: {},
      start: ({ candles }) => {
        const series = candles();
        return {
          onCandle: (market) => {
            const row = series.length - 1;
            const wanted = position[row]!;
            if (wanted === KEEP || wanted === market.direction) return;
            if (wanted === 0) {
              market.close();
              return;
            }
            const options: OrderOptions = {
              reverse: true,
              stopLoss: stopLossDistance?.[row] ?? 0,
              takeProfit: takeProfitDistance?.[row] ?? 0,
            };
            if (wanted > 0) market.buy(options);
            else market.sell(options);
          },
        };
      },
    }),
  );
}
