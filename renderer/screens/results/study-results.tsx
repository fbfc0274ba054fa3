// The results in the order in which they are read: what was found, how sure, what it cost, how it was obtained.
import { Alert, Grid } from '@mantine/core';
import type { StudyView } from '../../../core/ipc.ts';
import { sentence } from '../../format/labels.ts';
import { AnovaTable } from './anova-table.tsx';
import { CarbonCard } from './carbon-card.tsx';
import { FigureCard } from './figure-card.tsx';
import { GroupsTable } from './groups-table.tsx';
import { KindBanner } from './kind-banner.tsx';
import { OptionsCard } from './options-card.tsx';
import { responseOf } from './response.ts';
import { SourcesCard } from './sources-card.tsx';
import { SweepCard } from './sweep-card.tsx';
import { TTestTable } from './t-test-table.tsx';
import { TrialsTable } from './trials-table.tsx';
import { VerdictCard } from './verdict-card.tsx';
import { WarningsCard } from './warnings-card.tsx';

export function StudyResults({ view, onReport }: { view: StudyView; onReport: () => void }) {
  const { analysis } = view;
  const response = responseOf(view);
  return (
    <>
      <KindBanner kind={view.kind} />
      {view.factors.length === 0 ? null : <OptionsCard view={view} unit={unitOf(view)} />}
      {analysis === null ? (
        <Alert role="note" color="orange" variant="light" title="Nothing can be said yet">
          {sentence(view.why_no_analysis ?? 'Too few trials are done.')}
        </Alert>
      ) : (
        <>
          <VerdictCard analysis={analysis} view={view} onReport={onReport} />
          <FigureCard view={view} analysis={analysis} response={response} />
          <GroupsTable analysis={analysis} response={response} />
          <AnovaTable analysis={analysis} response={response} />
          <TTestTable analysis={analysis} response={response} />
        </>
      )}
      <Grid>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <CarbonCard carbon={view.carbon} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <SourcesCard sources={view.sources} kind={view.kind} />
        </Grid.Col>
      </Grid>
      {view.sweep === null ? null : <SweepCard sweep={view.sweep} view={view} />}
      <WarningsCard view={view} />
      <TrialsTable view={view} />
    </>
  );
}

/** Of the response as it is stored: margins are typed in it. */
const unitOf = ({ analysis, responses }: StudyView): string =>
  responses.find(({ name }) => name === (analysis?.response ?? 'energy_j'))?.unit ?? '';
