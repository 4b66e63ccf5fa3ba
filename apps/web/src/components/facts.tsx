import { Fragment, type ReactElement, type ReactNode } from 'react';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values in two columns. */
export function Facts({
  facts,
  className = '',
}: {
  readonly facts: readonly Fact[];
  readonly className?: string;
}): ReactElement {
  return (
    <dl className={`facts ${className}`}>
      {facts.map(({ name, value }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
