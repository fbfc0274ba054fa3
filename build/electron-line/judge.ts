// Judges the version of Electron that a release ships, from the registry's list of versions and their dates.

/** Electron's project fixes the newest three stable lines. */
const SUPPORTED_LINES = 3;
/** A fix of the line must be taken over within this time. */
const MOST_DAYS = 30;
const DAY_MS = 86_400_000;

/** Dates by version, as `npm view electron time --json` prints them; other keys are ignored. */
export type Releases = Readonly<Record<string, string>>;

export interface Judgement {
  readonly is_good: boolean;
  /** What was found, for people. */
  readonly line: string;
}

/** `44.11.5`, as numbers; null for anything but a stable version. */
function partsOf(version: string): readonly [number, number, number] | null {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])];
}

const isNewer = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
};

export function judgeElectron(shipped: string, releases: Releases, now_ms: number): Judgement {
  const mine = partsOf(shipped);
  const stable = Object.entries(releases).flatMap(([version, date]) => {
    const parts = partsOf(version);
    return parts === null ? [] : [{ version, parts, made_ms: Date.parse(date) }];
  });
  if (mine === null || !stable.some(({ version }) => version === shipped))
    return {
      is_good: false,
      line: `Electron ${shipped} is no stable release; name one in build/electron-builder.yml`,
    };
  const lines = [...new Set(stable.map(({ parts }) => parts[0]))].sort((a, b) => b - a);
  const supported = lines.slice(0, SUPPORTED_LINES);
  if (!supported.includes(mine[0]))
    return {
      is_good: false,
      line: `Electron ${shipped} is of a line that gets no more fixes; move to one of ${supported.join(', ')}`,
    };
  const newer = stable
    .filter(({ parts }) => parts[0] === mine[0] && isNewer(parts, mine))
    .sort((a, b) => a.made_ms - b.made_ms);
  const [first] = newer;
  const newest = newer.at(-1);
  if (first === undefined || newest === undefined)
    return {
      is_good: true,
      line: `Electron ${shipped} is the newest of line ${mine[0]}, which is supported`,
    };
  const days = Math.floor((now_ms - first.made_ms) / DAY_MS);
  return {
    is_good: days <= MOST_DAYS,
    line: `Electron ${shipped} lacks fixes that came out ${days} days ago (${newest.version} is the newest of its line); at most ${MOST_DAYS} days are allowed`,
  };
}

/** What `npm audit --json` says: its high and critical findings, or that this registry gives no answer. */
export function judgeAudit(printed: string): Judgement {
  const report: unknown = parse(printed);
  const counts = (report as { metadata?: { vulnerabilities?: Record<string, number> } } | null)?.metadata
    ?.vulnerabilities;
  if (counts === undefined)
    return {
      is_good: true,
      line: 'npm audit: this registry gives no answer, so nothing is known about advisories',
    };
  const bad = (counts['high'] ?? 0) + (counts['critical'] ?? 0);
  return { is_good: bad === 0, line: `npm audit: ${bad} advisories that are high or critical` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
