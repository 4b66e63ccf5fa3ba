import './zod-without-eval.ts';
import './styles/feature-sheet.css';
import { FEATURE_SHEET_ELEMENT_ID, featureSheetSchema } from '@pipwright/protocol';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FailureBoundary } from './components/failure-boundary.tsx';
import { SheetPage } from './feature-sheet/sheet-page.tsx';
import { readDocument } from './read-document.ts';
import { Unreadable } from './report/unreadable.tsx';
import { PreferencesProvider } from './settings/preferences-provider.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('features.html has no element with the id root');
const what = 'feature sheet';
const reading = readDocument(document, { elementId: FEATURE_SHEET_ELEMENT_ID, schema: featureSheetSchema, what });
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <FailureBoundary>
        {reading.ok ? (
          <SheetPage sheet={reading.content} />
        ) : (
          <Unreadable reason={reading.reason} what={what} command="pipwright features show" />
        )}
      </FailureBoundary>
    </PreferencesProvider>
  </StrictMode>,
);
