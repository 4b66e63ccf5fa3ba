/** How far a command is, as it shows or tells it. */
export interface Progress {
  /** `detail` stands behind the bar: `3 of 12 files`. */
  update(doneFraction: number, detail?: string): void;
  stop(): void;
}
