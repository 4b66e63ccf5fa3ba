import type { CandleMessage, IndicatorInfo, IndicatorValues } from '@pipwright/protocol';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Study, StudyChoice } from '../../charts/index.ts';
import { fetchIndicators, fetchIndicatorValues, type RequestFailure } from '../../live/requests.ts';
import { choiceKey, loadChoices, saveChoices } from './study-choices.ts';

/** Values are asked for at most so often, however fast candles come. */
const PAUSE_MS = 1000;

type Answer = { readonly values: IndicatorValues | null; readonly problem: string | null };

export interface Studies {
  /** All that can be drawn; null until the server has answered. */
  readonly indicators: readonly IndicatorInfo[] | null;
  readonly failure: RequestFailure | null;
  readonly studies: readonly Study[];
  readonly choices: readonly StudyChoice[];
  readonly add: (choice: StudyChoice) => void;
  readonly remove: (key: string) => void;
}

function useIndicatorList(wanted: boolean) {
  const [indicators, setIndicators] = useState<readonly IndicatorInfo[] | null>(null);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  useEffect(() => {
    if (!wanted || indicators !== null) return;
    void fetchIndicators().then((result) => {
      if (result.ok) setIndicators(result.value);
      setFailure(result.ok ? null : result.failure);
    });
  }, [wanted, indicators]);
  return { indicators, failure };
}

/** Asks for the values of each choice, again when candles were added, one round after the other. */
function useValues(choices: readonly StudyChoice[], candles: readonly CandleMessage[]) {
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map());
  const asked = useRef<{ state: string; at: number; busy: boolean }>({ state: '', at: 0, busy: false });
  const load = useEffectEvent(async () => {
    const state = JSON.stringify([choices, candles.at(-1)?.time ?? null, candles.length]);
    if (asked.current.busy || asked.current.state === state) return;
    asked.current = { state, at: performance.now(), busy: true };
    const results = await Promise.all(
      choices.map(async (choice) => {
        const result = await fetchIndicatorValues(choice.id, choice.parameters);
        const answer: Answer = result.ok
          ? { values: result.value, problem: null }
          : { values: null, problem: `${result.failure.message} ${result.failure.action}` };
        return [choiceKey(choice), answer] as const;
      }),
    );
    asked.current.busy = false;
    setAnswers(new Map(results));
  });
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), PAUSE_MS);
    return () => clearInterval(timer);
  }, [choices]);
  return answers;
}

/** The indicators on the chart: chosen by a person, kept in this browser, computed by the server. */
export function useStudies(candles: readonly CandleMessage[], picking: boolean): Studies {
  const [choices, setChoices] = useState(loadChoices);
  const { indicators, failure } = useIndicatorList(picking || choices.length > 0);
  const answers = useValues(choices, candles);
  const change = (next: readonly StudyChoice[]): void => {
    setChoices(next);
    saveChoices(next);
  };
  const studies = useMemo(
    () =>
      choices.flatMap((choice): Study[] => {
        const info = indicators?.find(({ id }) => id === choice.id);
        const key = choiceKey(choice);
        if (info === undefined) return [];
        return [{ key, info, parameters: choice.parameters, ...(answers.get(key) ?? { values: null, problem: null }) }];
      }),
    [choices, indicators, answers],
  );
  return {
    indicators,
    failure,
    studies,
    choices,
    add: (choice) => {
      if (!choices.some((one) => choiceKey(one) === choiceKey(choice))) change([...choices, choice]);
    },
    remove: (key) => change(choices.filter((choice) => choiceKey(choice) !== key)),
  };
}
