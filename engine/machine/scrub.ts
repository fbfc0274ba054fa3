// Takes from a text what names a person, a machine or their data, so that it can be sent to strangers.
import { homedir, hostname, userInfo } from 'node:os';

/** What is taken out, besides the names of files. */
export interface Personal {
  readonly hosts: readonly string[];
  readonly users: readonly string[];
  readonly homes: readonly string[];
}

/** Names that many machines have: they tell nothing about this one, and stand in ordinary sentences. */
const COMMON = new Set(['localhost', 'root', 'user', 'users', 'home', 'admin', 'node', 'runner', 'app']);
/** Files that a user makes and names. */
const OWN_FILES =
  'wattproof(?:-wal|-shm|-journal)?|html?|pdf|csv|tsv|ya?ml|png|svg|jpe?g|gz|zip|txt|tex|md|ubyte';

export function personalOfThisMachine(variables: NodeJS.ProcessEnv = process.env): Personal {
  const host = hostname();
  const given = (...names: string[]): string[] => names.flatMap((name) => variables[name] ?? []);
  return {
    hosts: [host, host.split('.')[0] ?? host, ...given('HOSTNAME', 'COMPUTERNAME')],
    users: [userName(), ...given('USER', 'LOGNAME', 'USERNAME', 'SUDO_USER')],
    homes: [homedir(), ...given('HOME', 'USERPROFILE')],
  };
}

/** The text with `<host>`, `<user>`, `~` and `<file>.csv` in the place of names. */
export function scrubbed(text: string, { hosts, users, homes }: Personal): string {
  let out = text;
  for (const home of longestFirst(homes)) out = out.replaceAll(home, '~');
  // From the beginning of a path to the end of the file's name, spaces included: rather too much than too little.
  out = out.replaceAll(
    new RegExp(`(?:~|\\b[A-Za-z]:|\\.{1,2}|file://|(?<![\\w<~.]))[\\\\/][^\\n"]*?\\.(${OWN_FILES})\\b`, 'gi'),
    '<file>.$1',
  );
  out = out.replaceAll(new RegExp(`[^\\s"'<>\\\\/(]+\\.(${OWN_FILES})\\b`, 'gi'), (whole, ending: string) =>
    whole.startsWith('<file>') ? whole : `<file>.${ending}`,
  );
  for (const host of longestFirst(hosts)) out = out.replaceAll(nameOf(host), '<host>');
  for (const user of longestFirst(users)) out = out.replaceAll(nameOf(user), '<user>');
  return out;
}

/** The name alone, not inside another word. */
const nameOf = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu');

const longestFirst = (names: readonly string[]): string[] =>
  [...new Set(names)]
    .filter((name) => name.length > 1 && !COMMON.has(name.toLowerCase()))
    .sort((a, b) => b.length - a.length);

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
