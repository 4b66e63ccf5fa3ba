import './zod-without-eval.ts';
import './styles/report.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FailureBoundary } from './components/failure-boundary.tsx';
import { readReport } from './report/read-report.ts';
import { ReportPage } from './report/report-page.tsx';
import { Unreadable } from './report/unreadable.tsx';
import { PreferencesProvider } from './settings/preferences-provider.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('report.html has no element with the id root');
const reading = await readReport(document);
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <FailureBoundary>
        {reading.ok ? <ReportPage report={reading.report} /> : <Unreadable reason={reading.reason} />}
      </FailureBoundary>
    </PreferencesProvider>
  </StrictMode>,
);
