import type { StrategySection } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { DataTable, Panel } from '../components/index.ts';
import { parameterText } from './parameter-text.ts';

/** What was traded by, with the values that it was given. */
export function Strategy({ strategy }: { readonly strategy: StrategySection }): ReactElement {
  const { name, description, file, parameters } = strategy;
  return (
    <Panel title={`Strategy: ${name}`}>
      <p className="hint-line">
        {description}{' '}
        {file === null ? (
          'It ships with Pipwright.'
        ) : (
          <>
            From the file <code>{file}</code>.
          </>
        )}
      </p>
      {parameters.length === 0 ? (
        <p className="empty">It has no parameters.</p>
      ) : (
        <DataTable
          caption="Parameters of the strategy"
          rows={parameters}
          rowKey={(parameter) => parameter.name}
          pageSize={100}
          columns={[
            { key: 'name', label: 'Parameter', cell: (parameter) => <code>{parameter.name}</code> },
            { key: 'value', label: 'Value', cell: (parameter) => parameterText(parameter.value), numeric: true },
            { key: 'description', label: 'Meaning', cell: (parameter) => parameter.description, wraps: true },
          ]}
        />
      )}
    </Panel>
  );
}
