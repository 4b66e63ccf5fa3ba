/** What one look found, and what to do about it. */
export interface DoctorCheck {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failure';
  readonly finding: string;
  /** What the person does next; null where there is nothing to do. */
  readonly action: string | null;
}

/** `1 run`, `3 runs`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

export function ok(name: string, finding: string): DoctorCheck {
  return { name, status: 'ok', finding, action: null };
}

export function warning(name: string, finding: string, action: string): DoctorCheck {
  return { name, status: 'warning', finding, action };
}

export function failure(name: string, finding: string, action: string): DoctorCheck {
  return { name, status: 'failure', finding, action };
}
