// Starts the window's page.
import './no-eval.ts';
import './bridge/report-errors.ts';
import '@mantine/core/styles.css';
import './fonts.css';
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
import { styleNonce } from './style-nonce.ts';
import { readableColours, theme } from './theme.ts';

const root = document.getElementById('root');
if (root === null) throw new TypeError('the page has no root');

// Figures are drawn to canvases, which do not draw themselves anew when the font comes late.
await document.fonts.load('12px Inter').catch(() => {});

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={readableColours}
      getStyleNonce={styleNonce}
    >
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
