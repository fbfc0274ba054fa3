// The option that stores the result of comparing a sensor with a better meter.
import { AuditError } from '../core/errors.ts';
import { type Settings, StoredCalibration } from '../core/settings.ts';

export const CALIBRATION_HELP: readonly (readonly [string, string])[] = [
  [
    '--calibrate ID=GAIN,OFFSET_W,ACCURACY_PCT[,NOTE]',
    'true power of source ID (see doctor) = GAIN x reading + OFFSET_W, to ACCURACY_PCT; ID=none removes it; may be repeated',
  ],
];

/**
 * The stored calibrations updated with the given ones, one per source.
 * @throws AuditError `usage` for malformed text, numbers out of range, or `none` for a source without a calibration.
 */
export function withCalibrations(
  stored: Settings['calibrations'],
  given: readonly string[],
): Settings['calibrations'] {
  let kept = stored;
  for (const text of given) {
    const cut = text.indexOf('=');
    const source_id = text.slice(0, Math.max(0, cut)).trim();
    const value = text.slice(cut + 1).trim();
    if (cut < 0 || source_id === '' || value === '')
      throw expected(`ID=GAIN,OFFSET_W,ACCURACY_PCT[,NOTE], got ${text || 'nothing'}`);
    const others = kept.filter((one) => one.source_id !== source_id);
    if (value !== 'none') kept = [...others, parse(source_id, value)];
    else if (others.length < kept.length) kept = others;
    else throw expected(`a source that has a calibration, got ${source_id}; see wattproof settings`);
  }
  return kept;
}

/** A calibration as one line of text. */
export const calibrationLine = ({
  source_id,
  gain,
  offset_w,
  accuracy_pct,
  note,
}: StoredCalibration): string =>
  `${source_id}: ${gain} x reading ${offset_w < 0 ? '-' : '+'} ${Math.abs(offset_w)} W, to ${accuracy_pct} %${note === '' ? '' : ` (${note})`}`;

function parse(source_id: string, value: string): StoredCalibration {
  const [gain, offset_w, accuracy_pct, ...note] = value.split(',');
  const parsed = StoredCalibration.safeParse({
    source_id,
    gain: number(gain),
    offset_w: number(offset_w),
    accuracy_pct: number(accuracy_pct),
    note: note.join(',').trim(),
  });
  if (parsed.success) return parsed.data;
  throw expected(
    `GAIN from 0.5 to 2, OFFSET_W from -200 to 200 and ACCURACY_PCT from 0.1 to 50, got ${value} (${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')})`,
  );
}

/** NaN for an empty field: missing is not 0. */
const number = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text);

const expected = (what: string): AuditError => new AuditError('usage', `--calibrate expects ${what}`);
