// Agreement of the ways to one energy, in words.
import { List } from '@mantine/core';
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import { wallInWords, waysInWords } from '../../../core/energy/ways-in-words.ts';
import type { WallReading } from '../../../core/study/wall-entry.ts';

export function ThreeWays(props: {
  energies: readonly SourceEnergy[];
  wall: readonly WallReading[];
  power_total_w: number | null;
}) {
  const words = [...props.energies.map(waysInWords), wallInWords(props.wall, props.power_total_w)].filter(
    (text) => text !== null,
  );
  if (words.length === 0) return null;
  return (
    <List size="sm" spacing={2} data-testid="three-ways">
      {words.map((text) => (
        <List.Item key={text}>{text}</List.Item>
      ))}
    </List>
  );
}
