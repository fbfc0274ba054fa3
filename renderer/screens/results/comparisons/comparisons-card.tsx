// Comparisons of settings by every available test, one table at a time.
import { Tabs } from '@mantine/core';
import { Section } from '../../../components/section.tsx';
import { COMPARISONS, PAIRED, T_TESTS } from '../texts/comparisons.ts';
import { AdjustedMeans, SimpleEffects } from './adjusted.tsx';
import { Equivalence } from './equivalence.tsx';
import { PostHocTests } from './post-hoc.tsx';
import type { Shown } from './shown.ts';
import { TTests } from './t-tests.tsx';
import { DrawnIntervals, RankTests } from './without-formula.tsx';

export function ComparisonsCard({ analysis, response }: Shown) {
  const shown = { analysis, response };
  const { tabs: names } = COMPARISONS;
  const { mann_whitney, kruskal_wallis } = analysis.rank_tests;
  const tabs = [
    {
      name: names.t_tests,
      is_there: analysis.t_tests.length > 0,
      body: <TTests {...shown} {...T_TESTS} tests={analysis.t_tests} />,
    },
    {
      name: names.within_blocks,
      is_there: analysis.paired_t_tests.length > 0,
      body: <TTests {...shown} {...PAIRED} tests={analysis.paired_t_tests} />,
    },
    { name: names.post_hoc, is_there: analysis.post_hoc.length > 0, body: <PostHocTests {...shown} /> },
    {
      name: names.adjusted,
      is_there: analysis.anova.kind === 'factorial' && analysis.estimated_means.length > 0,
      body: <AdjustedMeans {...shown} />,
    },
    {
      name: names.simple,
      is_there: analysis.simple_effects.length > 0,
      body: <SimpleEffects {...shown} />,
    },
    { name: names.equivalence, is_there: analysis.equivalence.length > 0, body: <Equivalence {...shown} /> },
    {
      name: names.ranks,
      is_there: mann_whitney.length > 0 || kruskal_wallis !== null || analysis.signed_ranks.length > 0,
      body: <RankTests {...shown} />,
    },
    { name: names.bootstrap, is_there: analysis.bootstrap.length > 0, body: <DrawnIntervals {...shown} /> },
  ].filter(({ is_there }) => is_there);
  const [first] = tabs;
  if (first === undefined) return null;
  return (
    <Section title={COMPARISONS.title}>
      {/* Keyed by its tabs, since another analysis may lack the open one. */}
      <Tabs defaultValue={first.name} key={tabs.map(({ name }) => name).join()} keepMounted={false}>
        <Tabs.List aria-label={COMPARISONS.tabs_label}>
          {tabs.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ name, body }) => (
          <Tabs.Panel key={name} value={name}>
            {body}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}
