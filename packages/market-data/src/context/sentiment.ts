import { currency } from '@pipwright/model';
import { z } from 'zod';
import { FactCollector, type ContextFile, type ContextFormat } from './context-file.ts';
import { parseMoment } from './iso-moment.ts';
import { parseJson } from './parse-json.ts';
import { headerOf, tableRows } from './table-text.ts';

/** The provider writes numbers as numbers or as texts, from one day to the next. */
const figure = z.union([z.number(), z.string().transform(Number)]);

const newsSchema = z.object({
  feed: z
    .array(
      z.object({
        time_published: z.string(),
        ticker_sentiment: z
          .array(z.object({ ticker: z.string(), relevance_score: figure, ticker_sentiment_score: figure }))
          .max(1000),
      }),
    )
    .max(100_000),
});

/** `20260417T130000`, UTC. */
function publishedAt(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?$/.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '00'] = match;
  return parseMoment(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function take(
  collector: FactCollector<'sentiment'>,
  row: {
    readonly line: number;
    readonly availableAt: number | null;
    readonly time: string;
    readonly code: string;
    readonly score: number;
    readonly relevance: number;
  },
): void {
  const { line, availableAt, code, score, relevance } = row;
  if (availableAt === null) collector.reject(line, 'time', row.time, 'is not a time');
  else if (!/^[A-Z]{3}$/.test(code)) collector.reject(line, 'currency', code, 'is not a currency such as USD');
  else if (!(score >= -1 && score <= 1)) collector.reject(line, 'score', score, 'is not between -1 and 1');
  else if (!(relevance >= 0 && relevance <= 1))
    collector.reject(line, 'relevance', relevance, 'is not between 0 and 1');
  else collector.rows.push({ availableAt, currency: currency(code), score, relevance });
}

/** Scores of news by currency as Alpha Vantage gives them (NEWS_SENTIMENT). */
export const alphaVantageNews: ContextFormat = {
  name: 'Alpha Vantage news sentiment',
  read({ text }): ContextFile | null {
    const news = newsSchema.safeParse(parseJson(text)).data;
    if (news === undefined) return null;
    const collector = new FactCollector('sentiment', 'alpha-vantage', 'the publication of the text');
    news.feed.forEach(({ time_published: time, ticker_sentiment: tickers }, index) => {
      for (const { ticker, relevance_score: relevance, ticker_sentiment_score: score } of tickers) {
        if (!ticker.startsWith('FOREX:')) {
          collector.skipped++;
          continue;
        }
        const code = ticker.slice('FOREX:'.length);
        take(collector, { line: index + 1, availableAt: publishedAt(time), time, code, score, relevance });
      }
    });
    return collector.finish();
  },
};

/** Scores as a CSV with a header: available_at, currency, score, and relevance (1 where it is left out). */
export const sentimentCsv: ContextFormat = {
  name: 'sentiment as CSV',
  read({ text }): ContextFile | null {
    const header = headerOf(text);
    if (header === null || !['available_at', 'currency', 'score'].every((name) => header.includes(name))) return null;
    const collector = new FactCollector('sentiment', 'sentiment-csv', 'available_at');
    for (const { line, fields } of tableRows(text)) {
      const time = fields['available_at'] ?? '';
      take(collector, {
        line,
        time,
        availableAt: parseMoment(time),
        code: fields['currency'] ?? '',
        score: Number(fields['score'] || Number.NaN),
        relevance: Number(fields['relevance'] || '1'),
      });
    }
    return collector.finish();
  },
};
