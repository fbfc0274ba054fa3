// The report must be complete for every kind of study, and no outside text may break out of it.
import { describe, expect, it } from 'vitest';
import type { ReportModel } from '../../../core/report/model.ts';
import { formatP } from '../../../core/words/format.ts';
import { renderHtmlReport } from '../../../engine/report/html-report.ts';
import { reportModel } from '../../fixtures/report/model.ts';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>\u0000\${7*7}`;
/** The text that a reader sees. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[\s\u00a0\u2009]+/g, ' ');
const withStudy = (model: ReportModel, study: Partial<ReportModel['study']>): ReportModel => ({
  ...model,
  study: { ...model.study, ...study },
});
const withoutEnergy = (model: ReportModel): ReportModel => ({
  ...withStudy(model, {
    trials: model.study.trials.map((trial) => ({
      ...trial,
      energy_total_j: null,
      energy_tested_j: null,
      carbon_g: null,
      excluded: null,
      ci: null,
      power_w: null,
    })),
    sources: model.study.sources.map((source) => ({ ...source, energy_j: null })),
    analysis: null,
    sweep: null,
    why_no_analysis: 'no energy was obtained',
    carbon: null,
    kind: 'none',
  }),
  traces: [],
});

describe('a measured study', () => {
  const model = reportModel();
  const html = renderHtmlReport(model);
  const text = textOf(html);

  it('gives the answer first, in words and in APA form', () => {
    expect(html.indexOf('id="answer"')).toBeLessThan(html.indexOf('id="sources"'));
    expect(text).toContain('differs between the levels of precision');
    expect(text).toMatch(/F\(1, 15\)/);
    expect(text).not.toContain('energy_j differs');
    expect(text).not.toContain('precision:batch');
  });

  it('says which test the verdict quotes and why, with adjusted means and the effect in each setting', () => {
    const { headline, estimated_means, simple_effects } = model.study.analysis ?? {};
    expect(text).toContain(
      `The verdict quotes one test, ${headline?.name}, chosen by a rule made before the data: ${headline?.reason}`,
    );
    const of_levels = (estimated_means ?? []).filter(({ levels }) => Object.keys(levels).length === 1);
    expect(of_levels.length).toBeGreaterThan(3);
    const rows = html.split('Adjusted means of levels')[1]?.split('</table>')[0]?.match(/<tr/g) ?? [];
    expect(rows).toHaveLength(of_levels.length + 1);
    for (const { p } of simple_effects ?? []) expect(text).toContain(formatP(p));
    expect(text).toContain('Effect of precision within single settings');
  });

  it('describes the network only when it is more than the factors say', () => {
    expect(text).not.toContain('Network');
    const { design } = model.study;
    if (!design) throw new Error('the fixture has a design');
    const changes = { model: 'cnn', channels: [8, 16], activation: 'gelu', dropout: 0.1 } as const;
    const other = {
      ...design,
      ...changes,
      channels: [8, 16],
      optimiser: 'lars' as const,
      weight_decay: 0.01,
    };
    const told = textOf(renderHtmlReport(withStudy(model, { design: other })));
    expect(told).toContain(
      '3x3 convolutions of 8, 16 filters with 2x2 pooling, then dense layers, GELU, dropout 0.1',
    );
    expect(told).toContain('LARS, learning rate 0.001, momentum 0.9, weight decay 0.01');
  });

  it('gives every number of the analysis of variance', () => {
    for (const row of model.study.analysis?.anova.rows ?? []) {
      if (row.p !== null) expect(text).toContain(formatP(row.p));
    }
    expect(text).toContain('precision × batch size');
    expect(text).toContain('residual');
  });

  it('lists every source with its kind, method and accuracy, and what is not included', () => {
    for (const source of model.sources) expect(text).toContain(source.method);
    expect(text).toContain('± 5 %');
    expect(text).toContain('losses of the power supply');
    expect(html).toContain('<span class="badge measured">measured</span>');
  });

  it('gives the carbon factor with region, year, source, licence and interval', () => {
    for (const part of ['342.06 g', 'DEU (Germany)', '2022 to 2024', 'Ember', 'CC BY-SA 4.0', 'PUE'])
      expect(text).toContain(part);
    expect(text).toMatch(/95 % interval \[\d/);
  });

  it('draws its figures as vectors with text, and numbers figures and tables without a gap', () => {
    expect(html.match(/<svg /g)).toHaveLength(4);
    expect(html).toMatch(/<text [^>]*>Training energy, kJ<\/text>/);
    for (const what of ['Figure', 'Table']) {
      const numbers = [...html.matchAll(new RegExp(`<b>${what} (\\d+)\\.</b>`, 'g'))].map((match) =>
        Number(match[1]),
      );
      expect(numbers.length).toBeGreaterThan(2);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it('lists every trial, the failed one with its reason and nothing in place of its numbers', () => {
    expect(html.match(/<span class="state /g)).toHaveLength(20);
    const failed = /<tr><th[^>]*>14<\/th>.*?<\/tr>/s.exec(html)?.[0] ?? '';
    expect(failed).toContain('not measured');
    expect(textOf(failed)).not.toMatch(/\b0\b|NaN/);
    expect(text).toContain('Trial 14: the trainer ended with out of memory or device error.');
  });

  it('says how to check it', () => {
    expect(text).toContain(model.file.sha256);
    expect(text).toContain(
      'wattproof analyze precision.wattproof --response energy_tested_j --factor precision --factor batch_size',
    );
    expect(text).toContain('seed');
    expect(text).toContain('20240917');
  });

  it('names no folder of the user', () => expect(html).not.toContain('/home/someone'));

  it('shows no banner', () => expect(html).not.toContain('class="banner"'));

  it('is the same for the same study', () => expect(renderHtmlReport(reportModel())).toBe(html));
});

describe('what the file needs', () => {
  const html = renderHtmlReport(reportModel());

  it('fetches nothing and runs nothing', () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\((?!#)/i);
    expect(html).not.toMatch(/\ssrc=/i);
    expect(html).not.toMatch(/\son\w+=/i);
    const targets = [...html.matchAll(/\shref="([^"]*)"/g)].map((match) => match[1]);
    expect(
      targets.every((target) => target?.startsWith('#') || target === 'https://arxiv.org/abs/2312.02741'),
    ).toBe(true);
    expect(html).toContain("default-src 'none'".replaceAll("'", '&#39;'));
  });

  it('defines every link target exactly once', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const match of html.matchAll(/(?:href="#|url\(#)([^")]*)/g)) expect(ids).toContain(match[1]);
  });

  it('can be read by a screen reader', () => {
    expect(html).toContain('<html lang="en">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
    const tables = html.match(/<table>/g)?.length;
    expect(html.match(/<caption>/g)).toHaveLength(tables ?? 0);
    expect(html).not.toMatch(/<th(?! scope="(?:col|row)")[ >]/);
    expect(html.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(
      html.match(/<svg /g)?.length ?? 0,
    );
  });

  it('closes every element it opens', () => {
    const open: string[] = [];
    for (const [, slash, name = '', rest] of html.matchAll(
      /<(\/?)([a-z][a-z0-9-]*)((?:[^<>"]|"[^"]*")*)>/gi,
    )) {
      if (/^(meta|br)$/i.test(name) || rest?.endsWith('/')) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });
});

describe('the banner', () => {
  it('appears for modelled energies', () => {
    const text = textOf(renderHtmlReport(reportModel({ gpu: 'modelled', cpu: 'modelled' })));
    expect(text).toContain('These energies are estimates from a model.');
    expect(text).toContain('no evidence of a precision effect');
  });

  it('names the modelled part and its share in mixed energies', () => {
    const html = renderHtmlReport(reportModel({ cpu: 'modelled' }));
    const banner = textOf(/<aside class="banner".*?<\/aside>/s.exec(html)?.[0] ?? '');
    expect(banner).toContain('12th Gen Intel Core i5-12600 (28 % of the mean energy)');
    expect(banner).not.toContain('RTX 4060');
    expect(html.indexOf('class="banner"')).toBeLessThan(html.indexOf('id="answer"'));
  });

  it('does not call grams derived when their joules are modelled', () => {
    const html = renderHtmlReport(reportModel({ gpu: 'modelled', cpu: 'modelled' }));
    expect(html).not.toContain('<span class="badge derived">');
  });
});

describe('what can go wrong', () => {
  it('says that nothing was measured, and draws no figure', () => {
    const html = renderHtmlReport(withoutEnergy(reportModel()));
    const text = textOf(html);
    expect(text).toContain('No energy was obtained.');
    expect(text).toContain('No statistical answer: no energy was obtained.');
    expect(text).toMatch(/Energy of all finished training runs together not measured/);
    expect(html).not.toContain('<svg');
    expect(html).not.toContain('id="statistics"');
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it('reports an empty study', () => {
    const empty = withStudy(withoutEnergy(reportModel()), {
      trials: [],
      design: null,
      factors: [],
      sources: [],
    });
    const text = textOf(
      renderHtmlReport({
        ...empty,
        sources: [],
        machine: null,
        events: [],
        file: { name: 'x.wattproof', sha256: null },
      }),
    );
    expect(text).toContain('The study holds no trial.');
    expect(text).toContain('no inventory');
    expect(text).toContain('still being written');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says that the country was not chosen', () =>
    expect(textOf(renderHtmlReport(reportModel({ settings: { region: null } })))).toContain(
      'no country chosen: world average',
    ));

  it('reports a recording without a comparison', () => {
    const model = reportModel();
    const [trial] = model.study.trials;
    if (!trial) throw new Error('the fixture has trials');
    const recording = withStudy(
      { ...model, command: ['python', 'train.py', '--note', '<b>'] },
      {
        design: null,
        factors: [],
        analysis: null,
        carbon: null,
        trials: [{ ...trial, state: 'failed', levels: {} }],
      },
    );
    const text = textOf(renderHtmlReport(recording));
    expect(text).toContain('One recording: the report gives its energy and makes no comparison.');
    expect(text).toContain('python train.py --note <b>');
    // It failed, but its energy still counts.
    expect(text).toMatch(/Energy of the command [\d.]+ kJ/);
    expect(text).toMatch(/CO 2 e of the command [\d.]+ mg/);
    expect(text).not.toContain('randomised complete blocks');
  });
});

describe('hostile text', () => {
  it('stays text wherever a study or a machine can put it', () => {
    const model = reportModel({ name: HOSTILE });
    const [source] = model.sources;
    const [trial] = model.study.trials;
    const [gpu] = model.machine?.gpus ?? [];
    if (!source || !trial || !gpu || !model.machine) throw new Error('the fixture has them');
    const html = renderHtmlReport({
      ...withStudy(model, {
        trials: model.study.trials.map((one) => ({ ...one, flags: [HOSTILE] })),
        why_no_analysis: HOSTILE,
        analysis: null,
      }),
      sources: [{ ...source, device: HOSTILE, method: HOSTILE, reference: `https://x/"onload="${HOSTILE}` }],
      machine: {
        ...model.machine,
        cpu_model: HOSTILE,
        gpus: [{ ...gpu, name: HOSTILE }],
        hostname_hash: HOSTILE,
      },
      events: [{ trial: 1, kind: HOSTILE, message: HOSTILE }],
      traces: model.traces.map((trace) => ({
        ...trace,
        series: trace.series.map((series) => ({ ...series, label: HOSTILE })),
        phases: trace.phases.map((phase) => ({ ...phase, name: HOSTILE })),
      })),
      file: { name: `${HOSTILE}.wattproof`, sha256: null },
      command: null,
      versions: [{ name: HOSTILE, version: HOSTILE }],
    });
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).not.toContain('\u0000');
    expect(html).not.toMatch(/<[^<>]*\son(?:error|load)=/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('links only to the web', () => {
    const model = reportModel();
    const [source] = model.sources;
    if (!source) throw new Error('the fixture has sources');
    const html = renderHtmlReport({ ...model, sources: [{ ...source, reference: 'javascript:alert(1)' }] });
    expect(html).not.toMatch(/href="javascript/i);
  });
});
