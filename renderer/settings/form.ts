// The settings as typed, and their conversion to and from stored settings.
import { Settings } from '../../core/settings.ts';
import { ELECTRICITY, MEASURING, SETTINGS, STATISTICS } from './texts.ts';

export interface Form {
  readonly region: string | null;
  readonly intensity: number | string;
  readonly pue: number | string;
  readonly alpha: number | string;
  readonly sample_hz: number | string;
  readonly counter_hz: number | string;
  readonly energy_unit: Settings['energy_unit'];
  readonly studies_dir: string | null;
  readonly theme: Settings['theme'];
}

export const formOf = (settings: Settings): Form => ({
  region: settings.region,
  intensity: settings.intensity_g_per_kwh ?? '',
  pue: settings.pue,
  alpha: settings.alpha,
  sample_hz: settings.sample_hz,
  counter_hz: settings.counter_hz ?? '',
  energy_unit: settings.energy_unit,
  studies_dir: settings.studies_dir,
  theme: settings.theme,
});

const LABELS: Readonly<Record<string, string>> = {
  region: ELECTRICITY.region.label,
  intensity_g_per_kwh: ELECTRICITY.own.name,
  pue: ELECTRICITY.pue.label,
  alpha: STATISTICS.alpha.label,
  sample_hz: MEASURING.rate.label,
  counter_hz: MEASURING.counter_rate.label,
};

/** The settings of a form, or the first problem in words. An empty field takes its default. */
export function settingsOf(form: Form): { settings: Settings } | { problem: string } {
  const number = (entry: number | string): number | undefined => (entry === '' ? undefined : Number(entry));
  const parsed = Settings.safeParse({
    region: form.region,
    intensity_g_per_kwh: number(form.intensity) ?? null,
    pue: number(form.pue),
    alpha: number(form.alpha),
    sample_hz: number(form.sample_hz),
    counter_hz: number(form.counter_hz) ?? null,
    energy_unit: form.energy_unit,
    studies_dir: form.studies_dir,
    theme: form.theme,
  });
  if (parsed.success) return { settings: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return { problem: `${LABELS[field] ?? field}: ${issue?.message ?? SETTINGS.unusable}` };
}
