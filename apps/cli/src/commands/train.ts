import {
  trainModel,
  LABEL_HORIZONS,
  MODEL_KINDS,
  TRAINING_DEFAULTS,
  type LabelHorizon,
  type ModelKind,
} from '@pipwright/server';
import type { Instrument, Timeframe } from '@pipwright/model';
import { Argument, Option, type Command } from 'commander';
import { numberBetween, parseSymbol, timeframeOption, wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderTraining } from '../render/training.ts';

interface TrainOptions {
  readonly timeframe: Timeframe;
  readonly model: ModelKind;
  readonly horizon: LabelHorizon;
  readonly folds: number;
  readonly holdout: number;
  readonly seed: number;
}

export function registerTrain(program: Command): void {
  program
    .command('train')
    .description('Train a model on stored candles and validate it by purged walk-forward.')
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(timeframeOption())
    .addOption(new Option('--model <kind>', 'kind of model').choices(MODEL_KINDS).default(TRAINING_DEFAULTS.kind))
    .addOption(
      new Option(
        '--horizon <horizon>',
        'what is predicted: the direction after this time, or which barrier is touched first',
      )
        .choices(LABEL_HORIZONS)
        .default(TRAINING_DEFAULTS.horizon),
    )
    .addOption(
      new Option('--folds <count>', 'folds of the walk-forward')
        .argParser(wholeBetween(2, 50))
        .default(TRAINING_DEFAULTS.folds),
    )
    .addOption(
      new Option(
        '--holdout <fraction>',
        'last part of the candles that the model never sees; the paper account replays it',
      )
        .argParser(numberBetween(0, 0.5))
        .default(TRAINING_DEFAULTS.holdoutFraction),
    )
    .addOption(
      new Option('--seed <number>', 'seed of everything random')
        .argParser(wholeBetween(0, 2 ** 31))
        .default(TRAINING_DEFAULTS.seed),
    )
    .addHelpText('after', '\nExample:\n  pipwright train EURUSD --timeframe H1 --horizon 1d\n')
    .action(async (instrument: Instrument, options: TrainOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Training');
        try {
          const { summary } = await trainModel({
            stores,
            instrument,
            timeframe: options.timeframe,
            kind: options.model,
            horizon: options.horizon,
            folds: options.folds,
            holdoutFraction: options.holdout,
            seed: options.seed,
            signal,
            onProgress: (done, step) => progress.update(done, step),
          });
          progress.stop();
          terminal.result(renderTraining(summary), summary);
          return ExitCode.Done;
        } finally {
          progress.stop();
        }
      });
    });
}
