import './zod-without-eval.ts';
import './styles/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FailureBoundary } from './components/failure-boundary.tsx';
import { App } from './page/app.tsx';
import { PreferencesProvider } from './settings/preferences-provider.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <FailureBoundary>
        <App />
      </FailureBoundary>
    </PreferencesProvider>
  </StrictMode>,
);
