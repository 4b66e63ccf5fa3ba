import type { MemoryLayout } from './memory-layout.ts';
import { Participant, Step, type TrainingShare } from './participant.ts';

/** Places of the control block's i32 values. */
const Control = { Generation: 0, Step: 1, Done: 2, Cancelled: 3 } as const;
const CONTROL_VALUES = 4;
/** Looks at a value this often before it sleeps: most steps end within microseconds of each other. */
const SPINS_BEFORE_SLEEP = 2000;

function controlOf(share: { readonly layout: MemoryLayout; readonly memory: TrainingShare['memory'] }): Int32Array {
  return new Int32Array(share.memory.buffer, share.layout.control, CONTROL_VALUES);
}

/**
 * The participants of one training, seen from the first of them, which leads: it writes a command, raises the
 * generation, does its own part and waits until the others have counted themselves as done.
 */
export class Crew {
  readonly leader: Participant;
  readonly #control: Int32Array;
  readonly #others: number;

  constructor(share: TrainingShare) {
    this.leader = new Participant(share, 0);
    this.#control = controlOf(share);
    this.#others = share.layout.threads - 1;
  }

  run(step: Step): void {
    const control = this.#control;
    if (this.#others > 0) {
      control[Control.Step] = step;
      Atomics.store(control, Control.Done, 0);
      Atomics.add(control, Control.Generation, 1);
      Atomics.notify(control, Control.Generation);
    }
    this.leader.perform(step);
    if (step === Step.End) return;
    for (let spins = 0; ; spins++) {
      const done = Atomics.load(control, Control.Done);
      if (done >= this.#others) return;
      if (spins > SPINS_BEFORE_SLEEP) Atomics.wait(control, Control.Done, done, 1);
    }
  }

  isCancelled(): boolean {
    return Atomics.load(this.#control, Control.Cancelled) !== 0;
  }
}

/** Asks a running training to stop after its present round. */
export function cancelTraining(share: TrainingShare): void {
  Atomics.store(controlOf(share), Control.Cancelled, 1);
}

/** Takes part in a training until its leader ends it. For every participant but the first, each in its own thread. */
export function followLeader(share: TrainingShare, index: number): void {
  const participant = new Participant(share, index);
  const control = controlOf(share);
  const others = share.layout.threads - 1;
  let generation = 0;
  for (;;) {
    for (let spins = 0; Atomics.load(control, Control.Generation) === generation; spins++) {
      if (spins > SPINS_BEFORE_SLEEP) Atomics.wait(control, Control.Generation, generation);
    }
    generation = Atomics.load(control, Control.Generation);
    const step = control[Control.Step] as Step;
    if (step === Step.End) return;
    participant.perform(step);
    if (Atomics.add(control, Control.Done, 1) + 1 === others) Atomics.notify(control, Control.Done);
  }
}
