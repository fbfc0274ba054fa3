// Which settings differ, by every test there is: one table at a time.
import { Tabs } from '@mantine/core';
import { Section } from '../../../components/section.tsx';
import { AdjustedMeans, SimpleEffects } from './adjusted.tsx';
import { Equivalence } from './equivalence.tsx';
import { PostHocTests } from './post-hoc.tsx';
import type { Shown } from './shown.ts';
import { TTests } from './t-tests.tsx';
import { DrawnIntervals, RankTests } from './without-formula.tsx';

const T_NOTE =
  'Difference: first minus second. p (Holm) is corrected for the number of comparisons; judge by it. g: Hedges’ g with its interval.';

export function ComparisonsCard({ analysis, response }: Shown) {
  const shown = { analysis, response };
  const { mann_whitney, kruskal_wallis } = analysis.rank_tests;
  const tabs = [
    {
      name: 't-tests',
      is_there: analysis.t_tests.length > 0,
      body: <TTests {...shown} label="Pairwise t-tests" note={T_NOTE} tests={analysis.t_tests} />,
    },
    {
      name: 'Within blocks',
      is_there: analysis.paired_t_tests.length > 0,
      body: (
        <TTests
          {...shown}
          label="Paired t-tests within blocks"
          note={T_NOTE}
          tests={analysis.paired_t_tests}
        />
      ),
    },
    { name: 'Post-hoc', is_there: analysis.post_hoc.length > 0, body: <PostHocTests {...shown} /> },
    {
      name: 'Adjusted means',
      is_there: analysis.anova.kind === 'factorial' && analysis.estimated_means.length > 0,
      body: <AdjustedMeans {...shown} />,
    },
    {
      name: 'Simple effects',
      is_there: analysis.simple_effects.length > 0,
      body: <SimpleEffects {...shown} />,
    },
    { name: 'Equivalence', is_there: analysis.equivalence.length > 0, body: <Equivalence {...shown} /> },
    {
      name: 'Ranks',
      is_there: mann_whitney.length > 0 || kruskal_wallis !== null || analysis.signed_ranks.length > 0,
      body: <RankTests {...shown} />,
    },
    { name: 'Bootstrap', is_there: analysis.bootstrap.length > 0, body: <DrawnIntervals {...shown} /> },
  ].filter(({ is_there }) => is_there);
  const [first] = tabs;
  if (first === undefined) return null;
  return (
    <Section title="Comparisons">
      {/* Another analysis may not have the tab that was open. */}
      <Tabs defaultValue={first.name} key={tabs.map(({ name }) => name).join()} keepMounted={false}>
        <Tabs.List aria-label="Kind of comparison">
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
