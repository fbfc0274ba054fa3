// Table of the layers and their allowed imports. A new package must be added here before it is used.
import { DOC_PAGES } from '../../core/contract/help-page.ts';

export interface Layer {
  /** Other layers it may import, values and types alike. */
  readonly layers: readonly string[];
  /** Packages it may import, by name. */
  readonly packages: readonly string[];
  /** True when it may import node's own modules. */
  readonly node: boolean;
  /** True when it may read the clock or draw random numbers itself. */
  readonly clock: boolean;
}

const CHARTS = ['chart.js', '@sgratzl/chartjs-chart-boxplot'];

/** Longest folder first: a file belongs to the first that contains it. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  'native/nvml': { layers: [], packages: ['koffi'], node: true, clock: true },
  core: {
    layers: [],
    packages: ['zod', 'lib-r-math.js', 'i18n-iso-countries', '@tgwf/co2', ...CHARTS],
    node: false,
    clock: false,
  },
  db: { layers: ['core'], packages: ['better-sqlite3'], node: true, clock: true },
  native: {
    layers: ['core', 'native/nvml'],
    packages: ['koffi', 'node-nvml', 'systeminformation', 'zod'],
    node: true,
    clock: true,
  },
  renderer: {
    layers: ['core'],
    packages: ['inter-ui', 'react', 'react-dom', '@mantine/core', '@mantine/hooks', 'zod', ...CHARTS],
    node: false,
    clock: true,
  },
  engine: {
    layers: ['core', 'db', 'native'],
    packages: ['electron-log', 'yaml', 'zod', ...CHARTS],
    node: true,
    clock: true,
  },
  electron: {
    layers: ['core', 'db', 'native', 'engine'],
    packages: ['electron', 'zod'],
    node: true,
    clock: true,
  },
  cli: { layers: ['core', 'db', 'native', 'engine'], packages: ['zod'], node: true, clock: true },
};

/** Files outside every layer that a layer may still import. */
export const SHARED_FILES: Readonly<Record<string, readonly string[]>> = {
  'package.json': ['engine'],
  ...Object.fromEntries(DOC_PAGES.map((page) => [`docs/${page}.md`, ['renderer']])),
};

/** Build configuration next to the code that it builds; not part of the product. */
export const NOT_PRODUCT: readonly string[] = ['renderer/vite.config.ts'];

/** Most lines in a file of the product. */
export const MOST_LINES = 250;
