// Starts the window's page.
import './no-eval.ts';
import '@mantine/core/styles.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { HelpProvider } from './help/help.tsx';
import { DraftProvider } from './state/draft.tsx';
import { NoticesProvider } from './state/notices.tsx';
import { SettingsProvider } from './state/settings.tsx';
import { StudyProvider } from './state/study.tsx';
import { SweepProvider } from './state/sweep.tsx';
import { readableColours, theme } from './theme.ts';

const root = document.getElementById('root');
if (root === null) throw new TypeError('the page has no root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={readableColours}>
      <NoticesProvider>
        <SettingsProvider>
          <SweepProvider>
            <StudyProvider>
              <DraftProvider>
                <HelpProvider>
                  <App />
                </HelpProvider>
              </DraftProvider>
            </StudyProvider>
          </SweepProvider>
        </SettingsProvider>
      </NoticesProvider>
    </MantineProvider>
  </StrictMode>,
);
