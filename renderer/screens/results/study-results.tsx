// The results in reading order: the finding, how sure it is, what it cost and how it was obtained.
import { Alert, Grid, Switch } from '@mantine/core';
import { useState } from 'react';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { DEFAULT_RESPONSE } from '../../../core/study/responses.ts';
import { sentence } from '../../format/labels.ts';
import { TrialsList } from '../trials/list/trials-list.tsx';
import { AnovaTable } from './anova-table.tsx';
import { AssumptionsCard } from './assumptions-card.tsx';
import { CarbonCard } from './carbon-card.tsx';
import { ComparisonsCard } from './comparisons/comparisons-card.tsx';
import { EffectsCard } from './effects-card.tsx';
import { FigureCard } from './figure-card.tsx';
import { GroupsTable } from './groups-table.tsx';
import { DoubtsBanner } from './integrity/doubts-banner.tsx';
import { KindBanner } from './kind-banner.tsx';
import { OptionsCard } from './options/options-card.tsx';
import { responseOf } from './response.ts';
import { SourcesCard } from './sources-card.tsx';
import { SweepCard } from './sweep-card.tsx';
import { SCREEN } from './texts/cards.ts';
import { VerdictCard } from './verdict-card.tsx';
import { WarningsCard } from './warnings-card.tsx';

export function StudyResults({ view: whole, onReport }: { view: StudyView; onReport: () => void }) {
  const [leaves_out, setLeavesOut] = useState(false);
  const view = leaves_out ? withoutOutliers(whole) : whole;
  const { analysis } = view;
  const response = responseOf(view);
  return (
    <>
      <DoubtsBanner doubts={view.doubts} />
      <KindBanner kind={view.kind} />
      {view.factors.length === 0 ? null : <OptionsCard view={view} unit={unitOf(view)} />}
      {whole.sweep?.outliers.without == null ? null : (
        <Switch
          size="sm"
          label={SCREEN.exclude_outliers(whole.sweep.outliers.left_out.length)}
          checked={leaves_out}
          onChange={({ currentTarget }) => setLeavesOut(currentTarget.checked)}
        />
      )}
      {analysis === null ? (
        <Alert role="note" color="orange" variant="light" title={SCREEN.no_analysis}>
          {sentence(view.why_no_analysis ?? SCREEN.too_few)}
        </Alert>
      ) : (
        <>
          <VerdictCard analysis={analysis} view={view} onReport={onReport} />
          <FigureCard view={view} analysis={analysis} response={response} />
          <EffectsCard analysis={analysis} response={response} />
          <GroupsTable analysis={analysis} response={response} />
          <AnovaTable analysis={analysis} response={response} />
          <ComparisonsCard analysis={analysis} response={response} />
          <AssumptionsCard view={view} analysis={analysis} />
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
      {view.sweep === null ? null : <SweepCard sweep={view.sweep} view={view} response={response} />}
      <WarningsCard view={view} />
      <TrialsList view={whole} />
    </>
  );
}

/** The study as analysed without outliers; total energy and carbon still include them. */
function withoutOutliers(view: StudyView): StudyView {
  const { without = null, left_out = [] } = view.sweep?.outliers ?? {};
  if (without === null) return view;
  const out = new Set(left_out.map(({ trial }) => trial));
  return { ...view, analysis: without, trials: view.trials.filter(({ trial }) => !out.has(trial)) };
}

/** Unit of the stored response, in which margins are typed. */
const unitOf = ({ analysis, responses }: StudyView): string =>
  responses.find(({ name }) => name === (analysis?.response ?? DEFAULT_RESPONSE))?.unit ?? '';
