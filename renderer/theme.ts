// The look: a calm, dense theme whose text passes WCAG AA in light and dark.
import { type CSSVariablesResolver, createTheme } from '@mantine/core';

export const theme = createTheme({
  respectReducedMotion: true,
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  // Inter comes with the window; the others are for letters that it does not have.
  fontFamily: 'Inter, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Liberation Mono", monospace, Inter',
  defaultRadius: 'md',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.45rem' }, h2: { fontSize: '1.05rem' } } },
  components: {
    Card: { defaultProps: { withBorder: true, padding: 'md', radius: 'md' } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'xs', fz: 13 } },
    // A badge is one word that must be read whole.
    Badge: { styles: { root: { flexShrink: 0, minWidth: 'max-content' } } },
    Modal: { styles: { title: { fontWeight: 650 } } },
    Drawer: { styles: { title: { fontWeight: 650, fontSize: '1.2rem' } } },
  },
});

/** The library's dimmed grey has 3.3 : 1 on white, and some of its colours little more on their own tints; small print needs 4.5 : 1 (WCAG 2.2, 1.4.3). */
export const readableColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6c757d',
    // its own on its light grounds: orange 3.6, teal 4.3
    '--mantine-color-orange-light-color': '#a33100',
    '--mantine-color-teal-light-color': '#066649',
    '--mantine-color-orange-outline': '#a33100',
  },
  dark: { '--mantine-color-dimmed': '#a6abb2' },
});
