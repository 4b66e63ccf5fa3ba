import { jobRequestSchema, type JobRequest } from '@pipwright/protocol';
import { describe, expect, it } from 'vitest';
import { SERIES, STRATEGIES } from '../../../fixtures/job-fixture.ts';
import { checkDraft, gridSize, type Offer } from './check-draft.ts';
import { completed, draftOf, emptyDraft, type RequestDraft } from './draft.ts';
import { readRequest } from './read-request.ts';
import { jobDuration, settingWords } from './words.ts';

const OFFER: Offer = { strategies: STRATEGIES, series: SERIES, models: [{ symbol: 'EURUSD', timeframe: 'D1' }] };
const [EMA, MODEL] = STRATEGIES;
const FIRST = completed(emptyDraft(), STRATEGIES, SERIES);
const problemsOf = (part: Partial<RequestDraft>): readonly string[] =>
  checkDraft({ ...FIRST, ...part }, OFFER).problems;

describe('a draft', () => {
  it('begins with the simplest strategy on the longest hourly series', () => {
    expect(FIRST).toMatchObject({ strategy: 'ema-cross', symbols: ['EURUSD'], timeframe: 'H1' });
    expect(completed(emptyDraft(), [], [])).toMatchObject({ strategy: '', symbols: [] });
    expect(problemsOf({})).toEqual([]);
  });

  it.each<[string, JobRequest]>([
    ['backtest', { kind: 'backtest', strategy: 'ema-cross', symbols: ['EURUSD'], timeframe: 'H1', parameters: {} }],
    [
      'backtest with everything',
      {
        kind: 'backtest',
        strategy: 'ema-cross',
        symbols: ['EURUSD', 'GBPUSD'],
        timeframe: 'D1',
        from: '2016-01-01',
        to: '2017-01-01',
        parameters: { fast: 10 },
        balance: 500.5,
        seed: 0,
        robustness: true,
      },
    ],
    [
      'walk-forward that holds a parameter at its default',
      {
        kind: 'walk-forward',
        strategy: 'ema-cross',
        symbols: ['EURUSD'],
        timeframe: 'H1',
        parameters: { slow: 50 },
        search: { method: 'random', trials: 5, objective: 'expectancy' },
        walkForward: { mode: 'anchored', train: '90d', test: '2w' },
      },
    ],
  ])('made of a %s asks for the same again', (_, request) => {
    expect(readRequest(draftOf(request), EMA!)).toEqual(request);
    expect(jobRequestSchema.parse(request)).toEqual(request);
  });

  it('reads values by their kind', () => {
    const parameters = { stopAtr: '2.5', onOpposite: 'reverse', trail: 'true' };
    const request = readRequest({ ...FIRST, parameters }, MODEL!);
    expect(request.parameters).toEqual({ stopAtr: 2.5, onOpposite: 'reverse', trail: true });
  });

  it('counts the combinations of a grid', () => {
    expect(gridSize(FIRST, EMA!)).toBe(199 * 496);
    expect(gridSize({ ...FIRST, held: ['fast'] }, EMA!)).toBe(496);
  });
});

describe('what keeps a draft from being run', () => {
  it.each<[string, Partial<RequestDraft>, string | null]>([
    ['a strategy that is gone', { strategy: 'gone.ts' }, 'There is no strategy gone.ts any more.'],
    ['no symbol', { symbols: [] }, 'Choose a symbol.'],
    ['candles that are gone', { symbols: ['XAUUSD'] }, 'There are no stored H1 candles of XAUUSD.'],
    ['one that is gone of two', { symbols: ['EURUSD', 'XAUUSD'] }, 'There are no stored H1 candles of XAUUSD.'],
    ['an end before the beginning', { from: '2017-01-01', to: '2017-01-01' }, 'The range is empty'],
    ['an end at the first day', { to: '2015-01-05' }, 'holds no H1 candle of EURUSD'],
    ['an end behind the first day', { to: '2015-01-06' }, null],
    ['a beginning at the last day', { from: '2018-12-28' }, null],
    ['a beginning behind the last day', { from: '2018-12-29' }, 'holds no H1 candle of EURUSD'],
    ['nothing to search', { kind: 'search', held: ['fast', 'slow'] }, 'Nothing is left to search.'],
    ['two years and a half for two and a half', { kind: 'walk-forward', from: '2016-06-01' }, null],
    ['less for them', { kind: 'walk-forward', from: '2016-09-01' }, 'shorter than one training and its test'],
    ['less for nothing that walks', { kind: 'search', from: '2016-09-01' }, null],
  ])('%s', (_, part, problem) => {
    const problems = problemsOf(part);
    if (problem === null) expect(problems).toEqual([]);
    else expect(problems.join()).toContain(problem);
  });

  it('ranges that several series have nothing of are told of once', () => {
    const problems = problemsOf({ symbols: ['EURUSD', 'GBPUSD'], from: '2019-01-01' });
    expect(problems).toEqual([
      'The range holds no H1 candle of EURUSD, GBPUSD: they go from 2015-01-05 to 2018-12-28.',
    ]);
  });

  it('a grid that is too large', () => {
    const large = { ...EMA!, parameters: [...EMA!.parameters, { ...EMA!.parameters[0]!, name: 'third' }] };
    const draft = { ...FIRST, kind: 'search', method: 'grid' } as const;
    const offer = { ...OFFER, strategies: [large] };
    expect(checkDraft(draft, offer).problems.join()).toContain('The grid has 19,642,096 combinations');
    expect(checkDraft({ ...draft, method: 'tpe' }, offer).problems).toEqual([]);
  });

  it('a model that is not there, where it is needed', () => {
    expect(problemsOf({ strategy: 'model-signal' }).join()).toContain('pipwright train EURUSD --timeframe H1');
    expect(problemsOf({ strategy: 'model-signal', timeframe: 'D1' })).toEqual([]);
    const offer = { ...OFFER, strategies: [{ ...MODEL!, model: 'optional' as const }] };
    expect(checkDraft({ ...FIRST, strategy: 'model-signal' }, offer)).toEqual({
      problems: [],
      hints: ['There is no model of EURUSD H1: the strategy runs without it.'],
    });
  });
});

it('says what was chosen in one line', () => {
  const request: JobRequest = {
    kind: 'walk-forward',
    strategy: 'ema-cross',
    symbols: ['EURUSD'],
    timeframe: 'H1',
    from: '2016-01-01',
    parameters: { slow: 50 },
    seed: 7,
    search: { method: 'tpe', trials: 5, objective: 'net-profit' },
    walkForward: { mode: 'rolling', train: '2y', test: '6m' },
  };
  expect(settingWords(request)).toBe(
    'from 2016-01-01 · slow 50 · TPE, 5 trials · best by Net profit · rolling 2y train, 6m test · seed 7',
  );
});

it.each([
  [400, '0 s'],
  [31_000, '31 s'],
  [119_000, '119 s'],
  [150_000, '3 min'],
])('says of %d ms %s', (ms, text) => {
  expect(jobDuration(ms)).toBe(text);
});
