// Suggests countries for a mistyped one, by name, by common code, or by a typing error or two.
import { REGIONS, type Region } from './grid-data.ts';

/** At most `limit` regions, best first; empty when none is close. */
export function nearestRegions(text: string, limit = 3): readonly Region[] {
  const wanted = fold(text);
  return REGIONS.map((region) => ({ region, distance: distanceOf(region, wanted) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ region }) => region);
}

/** 0 for a name that begins with the text or a common code, else the number of edits to the code or name. */
function distanceOf({ code, name }: Region, wanted: string): number {
  const known = fold(name);
  if (wanted.length >= 3 && (known === wanted || known.startsWith(wanted))) return 0;
  if (ALSO_CALLED[wanted] === code) return 0;
  return wanted.length > 4
    ? edits(known.slice(0, wanted.length + 1), wanted)
    : edits(code.toLowerCase(), wanted);
}

/** Codes in common use that are not alpha-3. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  uk: 'GBR',
  eng: 'GBR',
  gb: 'GBR',
  us: 'USA',
  ger: 'DEU',
  de: 'DEU',
  fr: 'FRA',
  gr: 'GRC',
  nl: 'NLD',
  sp: 'ESP',
  es: 'ESP',
  ch: 'CHE',
  cn: 'CHN',
  in: 'IND',
  se: 'SWE',
  dk: 'DNK',
  pl: 'POL',
  it: 'ITA',
  uae: 'ARE',
  jp: 'JPN',
};

const fold = (text: string): string => text.trim().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
