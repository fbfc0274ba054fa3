// The experimental design: what was varied, what was held constant, and how the run order was drawn.

import type { Design } from '../../../core/design/design.ts';
import { type FactorLevels, factorList } from '../../../core/design/factor-list.ts';
import { fractionStructure } from '../../../core/design/fraction.ts';
import { cellCount } from '../../../core/design/layout.ts';
import type { ReportModel } from '../../../core/report/model.ts';
import { formatCount, formatLevel, formatPercent, formatTerm } from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { bullets, definitions } from '../table.ts';

/** `in 5 randomised complete blocks`. */
function orderInWords({ order, replicates }: Design): string {
  const blocks = `${replicates} randomised complete block${replicates > 1 ? 's' : ''}`;
  if (order === 'random') return 'all trials in one random order';
  return order === 'latin_square'
    ? `in ${blocks} that are rows of Latin squares: every cell takes each position in the order equally often`
    : `in ${blocks}`;
}

export function designSection(model: ReportModel): Html | null {
  const { design } = model.study;
  if (!design) return null;
  const factors = factorList(design);
  const varied = factors.filter(({ levels }) => levels.length > 1);
  const constant = factors.filter(({ levels }) => levels.length === 1);
  const inWords = ({ levels }: FactorLevels): string =>
    levels.map((level) => formatLevel(String(level))).join(', ');
  const fraction = design.fraction && fractionStructure(design.fraction, factors);
  const sentence = (name: string): string => formatTerm(name).replace(/^./, (sign) => sign.toUpperCase());
  return html`<section id="design"><h2>Design</h2>
${definitions([
  ...varied.map(
    (factor) => [html`${sentence(factor.name)} <span class="role">varied</span>`, inWords(factor)] as const,
  ),
  ...constant.map((factor) => [sentence(factor.name), inWords(factor)] as const),
  ['Cells', formatCount(cellCount(design))],
  ...(fraction
    ? [
        [
          'Fraction',
          `resolution ${fraction.resolution}, ${fraction.relation}; aliased: ${fraction.aliases.map(({ effect, with: others }) => `${effect} and ${others.join(', ')}`).join('; ') || 'nothing up to two-factor interactions'}`,
        ] as const,
      ]
    : []),
  ['Replicates', `${design.replicates} runs of every cell, ${orderInWords(design)}`],
  ['Seed', `${design.seed}, for the random order and for every block’s weights and shuffle`],
  ['Trainer', trainerWords(design)],
  ...(model.study.trained_by.length > 0 ? [['Trained by', trainedBy(model.study.trained_by)] as const] : []),
  ...(isPlain(design) ? [] : [['Network', networkWords(design)] as const]),
  ['Data', dataWords(design)],
  ['Pauses', `${design.idle_s} s idle before and ${design.cooldown_s} s cool-down after every training run`],
])}
${bullets(design.notes)}
</section>
`;
}

const OPTIMISER_WORDS: Readonly<Record<Design['optimiser'], string>> = {
  sgd: 'SGD',
  adam: 'Adam',
  adamw: 'AdamW',
  lamb: 'LAMB',
  lars: 'LARS',
};

function trainerWords(design: Design): string {
  const { backend, optimiser, learning_rate, momentum, weight_decay, threads, gemm } = design;
  return [
    `backend ${backend}`,
    OPTIMISER_WORDS[optimiser],
    `learning rate ${learning_rate}`,
    ...(optimiser === 'sgd' || optimiser === 'lars' ? [`momentum ${momentum}`] : []),
    ...(weight_decay > 0 ? [`weight decay ${weight_decay}`] : []),
    threads === 0 ? 'all threads' : `${threads} threads`,
    ...(gemm === 'own' ? [] : [`products by ${gemm}`]),
  ].join(', ');
}

/** The bundled trainer's names for its matrix-product kernels; any other name is another program. */
const BUNDLED = /^(own|libxsmm|cublaslt)\b/;

function trainedBy(products: readonly string[]): string {
  const words = products.map((name) =>
    name === 'own'
      ? 'Wattproof’s trainer, its own matrix products'
      : BUNDLED.test(name)
        ? `Wattproof’s trainer, matrix products by ${name}`
        : `${name} through its adapter; its joules include the framework’s own work, so they do not compare with Wattproof’s leaner trainer`,
  );
  const mixed = products.length > 1 ? ' (mixed: trials by different programs are not comparable)' : '';
  return words.join('; ') + mixed;
}

/** True for layers of equal width with ReLU and nothing else, which the factors describe completely. */
const isPlain = ({ model, hidden, activation, dropout, label_smoothing }: Design): boolean =>
  model === 'mlp' && hidden.length === 0 && activation === 'relu' && dropout === 0 && label_smoothing === 0;

function networkWords({ model, channels, hidden, activation, dropout, label_smoothing }: Design): string {
  return [
    model === 'cnn'
      ? `3x3 convolutions of ${channels.join(', ')} filters with 2x2 pooling, then dense layers`
      : 'multilayer perceptron',
    ...(hidden.length > 0 ? [`hidden widths ${hidden.join(', ')} instead of those of the factors`] : []),
    activation === 'relu' ? 'ReLU' : 'GELU',
    ...(dropout > 0 ? [`dropout ${dropout}`] : []),
    ...(label_smoothing > 0 ? [`label smoothing ${label_smoothing}`] : []),
  ].join(', ');
}

function dataWords({ data }: Design): string {
  if (data.kind === 'synthetic')
    return `synthetic: ${formatCount(data.samples)} samples, ${data.features} features, ${data.classes} classes, seed ${data.seed}${validationWords(data)}`;
  // Only the last part of the path: the rest tells a reader nothing and may identify its owner.
  const name = data.path.split(/[\\/]/).filter(Boolean).at(-1) ?? data.path;
  const kind = { idx: 'IDX images', csv: 'CSV', images: 'pictures' }[data.kind];
  const scaled =
    data.kind === 'images'
      ? `, scaled to ${data.image_size} × ${data.image_size} pixels${data.grey ? ' in grey' : ''}`
      : '';
  const limit =
    data.train_limit > 0
      ? `, ${data.kind === 'images' ? '' : 'first '}${formatCount(data.train_limit)} training examples`
      : '';
  return `${kind} “${name}”${scaled}${limit}${validationWords(data)}`;
}

function validationWords({ validation = 0 }: Design['data']): string {
  return validation > 0
    ? `, ${formatPercent(validation)} of the training examples set aside for validation`
    : '';
}
