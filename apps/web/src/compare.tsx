import './zod-without-eval.ts';
import './styles/compare.css';
import { COMPARISON_ELEMENT_ID, comparisonSchema } from '@pipwright/protocol';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ComparePage } from './compare/compare-page.tsx';
import { FailureBoundary } from './components/failure-boundary.tsx';
import { readDocument } from './read-document.ts';
import { Unreadable } from './report/unreadable.tsx';
import { PreferencesProvider } from './settings/preferences-provider.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('compare.html has no element with the id root');
const what = 'comparison';
const reading = readDocument(document, { elementId: COMPARISON_ELEMENT_ID, schema: comparisonSchema, what });
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <FailureBoundary>
        {reading.ok ? (
          <ComparePage comparison={reading.content} />
        ) : (
          <Unreadable reason={reading.reason} what={what} command="pipwright compare RUN RUN" />
        )}
      </FailureBoundary>
    </PreferencesProvider>
  </StrictMode>,
);
