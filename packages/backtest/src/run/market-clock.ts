import type { EpochMs } from '@pipwright/model';
import type { MovedVenue, SymbolPath } from './symbol-path.ts';

/**
 * Moves all symbols of a venue through time together.
 *
 * What happens at one moment happens in this order: (1) the inside of the candles that close, symbol by symbol; (2) their
 * closes; (3) the account is settled; (4) decisions, which the caller makes between two calls of `advance`; (5) opens of
 * candles and ticks, symbol by symbol. The order of the symbols is that of the run.
 */
export class MarketClock {
  readonly #venue: MovedVenue;
  readonly #paths: readonly SymbolPath[];

  constructor(venue: MovedVenue, paths: readonly SymbolPath[]) {
    this.#venue = venue;
    this.#paths = paths;
  }

  /** Whether everything that is needed to advance to `until` is at hand; if not, `load` it. */
  isLoaded(until: EpochMs): boolean {
    for (const path of this.#paths) if (!path.isLoaded(until)) return false;
    return true;
  }

  async load(until: EpochMs): Promise<void> {
    await Promise.all(this.#paths.map((path) => path.load(until)));
  }

  /** Plays everything up to `until`: what closes at `until` is complete, what opens or ticks at `until` is to come. */
  advance(until: EpochMs): void {
    for (;;) {
      const time = this.#nextTime(until);
      this.#closeAt(time as EpochMs);
      if (time === until) {
        this.#venue.tellTime(until);
        return;
      }
      for (const path of this.#paths) path.openAt(time);
      this.#tickAt(time, until);
    }
  }

  #nextTime(until: number): number {
    let time = until;
    for (let index = 0; index < this.#paths.length; index++) {
      time = Math.min(time, this.#paths[index]!.nextTime(until));
    }
    return time;
  }

  #closeAt(time: EpochMs): void {
    let closes = false;
    for (let index = 0; index < this.#paths.length; index++) {
      const path = this.#paths[index]!;
      if (path.closeTime !== time) continue;
      closes = true;
      path.moveInside();
    }
    if (!closes) return;
    for (let index = 0; index < this.#paths.length; index++) {
      const path = this.#paths[index]!;
      if (path.closeTime === time) path.close();
    }
    this.#venue.settle(time);
  }

  /** Plays the ticks at `time`; those of a single symbol on and on, as far as nothing else happens. */
  #tickAt(time: number, until: number): void {
    const paths = this.#paths;
    for (let index = 0; index < paths.length; index++) {
      const path = paths[index]!;
      if (path.tickTime !== time) continue;
      let limit = Math.min(until, path.closeTime, path.openTime(until));
      for (let other = 0; other < paths.length; other++) {
        if (other !== index) limit = Math.min(limit, paths[other]!.nextTime(until));
      }
      path.playTicks(limit);
    }
  }
}
